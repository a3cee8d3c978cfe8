import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Database } from '#app/db/database.server.ts';

import { PlainError } from '../support/plain-error.ts';
import type { DemoOptions } from './options.ts';
import { addressesOf } from './plans.ts';
import type { Progress, Tell } from './progress.ts';

/** `GET /_sandbox/seed`: how far the year that fills the shop has been played. */
const Seed = z.object({
  state: z.enum(['not_started', 'playing', 'done', 'failed']),
  eventsPlayed: z.number(),
  eventsTotal: z.number(),
  problem: z.string().nullable(),
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
 * Puts the app into the shop and plays a year there, where that has not been done, or not to its end; then waits until
 * the app has taken in all of it.
 * @throws PlainError where the sandbox refuses or the app stands still
 */
export async function fillShop({ options, progress, database }: Filling): Promise<void> {
  const control = `${addressesOf(options).admin}/_sandbox`;
  if (options.empty) {
    await progress.during('Putting the app into the shop', () => installOnce(control));
  } else if ((await readSeed(control)).state !== 'done') {
    await progress.during('Filling the shop with a year of orders', (tell) =>
      playYear(control, tell),
    );
  }
  await progress.during('Webhooks taken in', (tell) => untilDrained(control, database, tell));
}

async function installOnce(control: string): Promise<void> {
  const state = z.object({ installed: z.boolean() });
  const { installed } = state.parse(await (await ask(`${control}/state`)).json());
  if (!installed) await ask(`${control}/install`, { method: 'POST' });
}

async function playYear(control: string, tell: Tell): Promise<void> {
  await ask(`${control}/seed`, { method: 'POST' });
  for (;;) {
    const seed = await readSeed(control);
    if (seed.state === 'done') return;
    if (seed.problem !== null)
      throw new PlainError(`The shop could not be filled: ${seed.problem}`);
    if (seed.eventsTotal > 0) {
      const share = Math.floor((100 * seed.eventsPlayed) / seed.eventsTotal);
      tell(`${share} % (${seed.eventsPlayed} of ${seed.eventsTotal} events)`);
    }
    await sleep(CHECK_MS);
  }
}

async function readSeed(control: string): Promise<z.infer<typeof Seed>> {
  return Seed.parse(await (await ask(`${control}/seed`)).json());
}

async function ask(address: string, request: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, request);
  if (response.ok) return response;
  throw new PlainError(
    `The sandbox refused ${new URL(address).pathname} (${response.status}): ${await response.text()}\n\`npm run demo -- --reset\` begins anew.`,
  );
}

/** Waits until every webhook has arrived and is settled, and nothing remains to be told to the shop. */
async function untilDrained(control: string, database: Database, tell: Tell): Promise<void> {
  let least = Infinity;
  let movedAt = Date.now();
  for (;;) {
    const left = (await countDue(control)) + (await countUnsettled(database));
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

async function countDue(control: string): Promise<number> {
  const state = z.object({ deliveries: z.object({ due: z.number() }) });
  return state.parse(await (await ask(`${control}/state`)).json()).deliveries.due;
}

async function countUnsettled({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    `SELECT ((SELECT count(*) FROM inbox WHERE state IN ('received', 'waiting'))
           + (SELECT count(*) FROM effects))::int AS left`,
  );
  return rows[0]?.left ?? 0;
}
