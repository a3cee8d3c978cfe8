import { setTimeout as sleep } from 'node:timers/promises';

import type { World } from '#sandbox/world.ts';

import { insistently } from './deeds/desk.ts';
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

/**
 * Waits until the workers have done everything in the inbox, what is to be tried again later included, as the shop's time
 * goes on.
 * @param note is told how much is left
 */
export async function drainEverything(
  world: World,
  app: InstalledApp,
  note: (left: string) => void,
): Promise<void> {
  const goOn = () => world.clock.set(new Date(world.clock.now().getTime() + STEP_MS));
  await untilNoneAre(['received', 'waiting'], app, (left) => {
    goOn();
    note(left);
  });
}

/**
 * Waits until no delivery in the inbox is in one of these states. However many there are, some of them get done now and then.
 * @param look is told how many are left, at each look
 * @throws with what the queue is at, where for long nothing gets done
 */
export async function untilNoneAre(
  states: readonly ('received' | 'waiting')[],
  { services }: InstalledApp,
  look: (left: string) => void,
): Promise<void> {
  const { pool } = services.database;
  let [least, deadline] = [Infinity, 0];
  for (;;) {
    const { rows } = await insistently(() => pool.query<{ open: number }>(OPEN, [states]));
    const open = rows[0]?.open ?? 0;
    if (open === 0) return;
    look(`${open} deliveries in the inbox`);
    if (open < least) [least, deadline] = [open, Date.now() + PATIENCE_MS];
    if (Date.now() > deadline) {
      const jobs = await insistently(() => pool.query<object>(JOBS));
      throw new Error(`${open} deliveries stay in the inbox: ${JSON.stringify(jobs.rows)}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

const OPEN = 'SELECT count(*)::int AS open FROM inbox WHERE state = ANY($1::text[])';

const JOBS = `
SELECT task_identifier AS task, attempts, run_at AS "runAt", locked_at AS "lockedAt", locked_by AS "lockedBy",
  last_error AS error FROM graphile_worker.jobs`;

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not everything ${what} in time`);
    await sleep(LOOK_EVERY_MS);
  }
}
