import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Database } from '#app/db/database.server.ts';

import { PlainError } from '../support/plain-error.ts';
import type { DemoOptions } from './options.ts';
import { addressesOf } from './plans.ts';
import type { Progress, Tell } from './progress.ts';

/** `GET /_sandbox/seed`: how far the year that fills the shop has been played. */
const Seed = z.object({
  state: z.enum(['empty', 'playing', 'done']),
  eventsPlayed: z.number(),
  eventsTotal: z.number(),
});

const CHECK_MS = 400;

/** How long the app may go without finishing anything before waiting for it is given up. */
const STANDSTILL_MS_MAX = 60_000;

interface Filling {
  readonly options: DemoOptions;
  readonly progress: Progress;
  readonly database: Database;
}

/**
 * Plays a year of the shop where that has not been done, or not to its end, and waits until the app has taken in all of it.
 * @throws PlainError where the sandbox refuses or the app stands still
 */
export async function fillShop({ options, progress, database }: Filling): Promise<void> {
  const address = `${addressesOf(options).admin}/_sandbox/seed`;
  if ((await readSeed(address)).state === 'done') return;
  await progress.during('Filling the shop with a year of orders', async (tell) => {
    const body = options.orders === undefined ? {} : { orders: options.orders };
    await ask(address, { method: 'POST', body: JSON.stringify(body) });
    for (
      let seed = await readSeed(address);
      seed.state !== 'done';
      seed = await readSeed(address)
    ) {
      tell(`${seed.eventsPlayed} of ${seed.eventsTotal} events`);
      await sleep(CHECK_MS);
    }
  });
  await progress.during('The app takes it in', (tell) => untilDrained(database, tell));
}

async function readSeed(address: string): Promise<z.infer<typeof Seed>> {
  return Seed.parse(await (await ask(address, {})).json());
}

async function ask(address: string, request: RequestInit): Promise<Response> {
  const response = await fetch(address, {
    ...request,
    headers: { 'Content-Type': 'application/json' },
  });
  if (response.ok) return response;
  throw new PlainError(
    `The sandbox could not fill the shop (${response.status}): ${await response.text()}\n\`npm run demo -- --reset\` begins anew.`,
  );
}

/** Waits until no webhook is unsettled and nothing remains to be told to Shopify. */
async function untilDrained(database: Database, tell: Tell): Promise<void> {
  let least = Infinity;
  let movedAt = Date.now();
  for (;;) {
    const left = await countOpenWork(database);
    if (left === 0) return;
    if (left < least) {
      least = left;
      movedAt = Date.now();
    }
    if (Date.now() - movedAt > STANDSTILL_MS_MAX) {
      throw new PlainError(
        `The app stands still with ${left} webhooks and summaries to go. What it says is in worker.log and web.log, in the logs folder of the demo's data.`,
      );
    }
    tell(`${left} webhooks and summaries to go`);
    await sleep(CHECK_MS);
  }
}

async function countOpenWork({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    `SELECT ((SELECT count(*) FROM inbox WHERE state IN ('received', 'waiting'))
           + (SELECT count(*) FROM effects))::int AS left`,
  );
  return rows[0]?.left ?? 0;
}
