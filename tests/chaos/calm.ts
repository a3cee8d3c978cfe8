import { setTimeout as sleep } from 'node:timers/promises';

import type { World } from '#sandbox/world.ts';

import type { DeliveryWatch } from './delivery-watch.ts';
import type { InstalledApp } from './installed-app.ts';
import { DELAY_MS_MAX } from './storm-plan.ts';

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;
/** By how much the shop's time goes on at each look, so that whatever waits for its time comes to it. */
const STEP_MS = 60_000;

/** Sends everything that is still to be sent, the late ones included. */
export async function deliverEverything(world: World, watch: DeliveryWatch): Promise<void> {
  world.clock.set(new Date(world.clock.now().getTime() + DELAY_MS_MAX));
  await until('was delivered', () => {
    world.outbox.retryNow();
    watch.look();
    return (
      world.outbox.due === 0 && world.deliveries.all().every(({ state }) => state !== 'waiting')
    );
  });
}

/** Waits until the workers have done everything in the inbox. */
export async function drainEverything(world: World, { services }: InstalledApp): Promise<void> {
  await until('was done', async () => {
    world.clock.set(new Date(world.clock.now().getTime() + STEP_MS));
    const { rows } = await services.database.pool.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM inbox WHERE state IN ('received', 'waiting')`,
    );
    return rows[0]?.open === 0;
  });
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not everything ${what} in time`);
    await sleep(LOOK_EVERY_MS);
  }
}
