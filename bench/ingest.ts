/**
 * How many orders a second the receiver acknowledges and the worker brings into the ledger while they are offered,
 * against the least that a receiver in Node could be. Three rounds of each, alternating; the median counts. After
 * each round of the app what is acknowledged and not applied yet is waited for. What it is at goes to stderr, what it
 * measured to stdout.
 *
 *   npm run -s bench:ingest -- --seconds 60 --json
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { Database } from '#app/db/database.server.ts';
import { buildIfChanged } from '#scripts/demo/build.ts';
import { describeError } from '#scripts/support/plain-error.ts';

import { compare, countApplied, countUnapplied, installShop } from './ingest/ledger.ts';
import type { LoadResult, LoadTask } from './ingest/load.ts';
import { sendLoad, startApp, startFloor, type Target } from './ingest/processes.ts';
import { startShopifyStandIn } from './ingest/shopify-stand-in.ts';
import {
  type BenchmarkPostgres,
  startBenchmarkPostgres,
} from './support/postgres-for-benchmarks.ts';
import { processorSeconds } from './support/processor-time.ts';
import { median, rounded } from './support/statistics.ts';

const ROUNDS = 3;
const DAY_MS = 86_400_000;
/** For how long the worker may do nothing while something is left to be applied. */
const IDLE_MS_MAX = 60_000;
const CATCH_UP_LOOK_MS = 1_000;

/** One round: what the load says, and what was applied when it stopped. */
interface Round {
  readonly load: LoadResult;
  readonly applied: number;
  /** By process, for each order acknowledged; milliseconds. */
  readonly processorMs: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    connections: { type: 'string', default: '32' },
    rounds: { type: 'string', default: String(ROUNDS) },
    json: { type: 'boolean', default: false },
  },
});

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  say(
    `${values.rounds} rounds of ${values.seconds} s for the bare server, and as many for the app, which then applies the rest`,
  );
  await buildIfChanged(process.cwd(), new AbortController().signal);
  const postgres = await startBenchmarkPostgres();
  const shopify = await startShopifyStandIn();
  try {
    const measured = await measure(postgres, shopify.origin);
    const figures = {
      ...summarize(measured),
      ...(await compare(measured.database, measured.acknowledged)),
      effectCallsAccepted: shopify.accepted(),
      durability: await postgres.durability(),
    };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await shopify.close();
    await postgres.close();
  }
}

/** All rounds, and what was acknowledged in those of the app. */
interface Measured {
  readonly floors: readonly Round[];
  readonly apps: readonly Round[];
  readonly database: Database;
  readonly acknowledged: readonly number[];
}

async function measure(postgres: BenchmarkPostgres, shopifyOrigin: string): Promise<Measured> {
  const secret = randomBytes(32).toString('hex');
  const startedAt = new Date();
  const floor = await postgres.createDatabase('floor');
  const app = await postgres.createDatabase('app');
  await installShop(app.database, new Date(startedAt.getTime() - DAY_MS));
  let nextNumber = 0;
  const round = async (target: Target): Promise<Round> => {
    const task = { secret, firstNumber: nextNumber, orderTime: startedAt.toISOString() };
    const pids = { ...target.pids, postgres: await postgres.processId() };
    const measured = await measureRound(app.database, target.port, pids, task);
    const { acknowledged, refused } = measured.load;
    nextNumber += acknowledged.length + refused + Number(values.connections);
    return measured;
  };
  const floors: Round[] = [];
  const apps: Round[] = [];
  const acknowledged: number[] = [];
  for (let index = 1; index <= Number(values.rounds); index += 1) {
    const bare = await startFloor(floor.url, secret);
    floors.push(await round(bare));
    await bare.stop();
    say(`floor ${index}: ${rounded(rate(floors.at(-1)))} a second`);
    const evergreen = await startApp({ databaseUrl: app.url, secret, shopifyOrigin });
    const measured = await round(evergreen);
    apps.push(measured);
    for (const number of measured.load.acknowledged) acknowledged.push(number);
    say(
      `Evergreen ${index}: ${rounded(rate(measured))} acknowledged, ${rounded(appliedRate(measured))} applied a second`,
    );
    await caughtUp(() => countUnapplied(app.database));
    await evergreen.stop();
  }
  return { floors, apps, database: app.database, acknowledged };
}

async function measureRound(
  ledger: Database,
  port: number,
  pids: Readonly<Record<string, number>>,
  task: Pick<LoadTask, 'secret' | 'firstNumber' | 'orderTime'>,
): Promise<Round> {
  const appliedBefore = await countApplied(ledger);
  const usedBefore = await usage(pids);
  const load = await sendLoad({
    ...task,
    port,
    seconds: Number(values.seconds),
    connections: Number(values.connections),
  });
  const applied = (await countApplied(ledger)) - appliedBefore;
  const used = await usage(pids);
  const perOrder = (name: string) =>
    (((used[name] ?? NaN) - (usedBefore[name] ?? NaN)) * 1_000) / load.acknowledged.length;
  const processorMs = Object.fromEntries(
    Object.keys(pids).map((name) => [name, rounded(perOrder(name), 3)]),
  );
  return { load, applied, processorMs };
}

function summarize({ floors, apps }: Measured) {
  const ratios = apps.map((each, index) => appliedRate(each) / rate(floors[index]));
  return {
    floorPerSecond: rounded(median(floors.map(rate))),
    acknowledgedPerSecond: rounded(median(apps.map(rate))),
    appliedPerSecond: rounded(median(apps.map(appliedRate))),
    acknowledgeMsP50: rounded(median(apps.map(({ load }) => load.p50Ms))),
    acknowledgeMsP99: rounded(median(apps.map(({ load }) => load.p99Ms))),
    floorMsP50: rounded(median(floors.map(({ load }) => load.p50Ms))),
    floorMsP99: rounded(median(floors.map(({ load }) => load.p99Ms))),
    ratioToFloor: rounded(median(ratios), 3),
    rounds: apps.map((each, index) => ({
      floorPerSecond: rounded(rate(floors[index])),
      acknowledgedPerSecond: rounded(rate(each)),
      appliedPerSecond: rounded(appliedRate(each)),
    })),
    refused: apps.reduce((sum, { load }) => sum + load.refused, 0),
    floorProcessorMsPerOrder: floors.at(-1)?.processorMs,
    processorMsPerOrder: apps.at(-1)?.processorMs,
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function appliedRate({ applied, load }: Round): number {
  return applied / load.seconds;
}

function rate(round: Round | undefined): number {
  return round ? round.load.acknowledged.length / round.load.seconds : NaN;
}

/** Processor seconds so far by process. */
async function usage(pids: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const entries = Object.entries(pids).map(
    async ([name, pid]) => [name, await processorSeconds([pid])] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Waits until everything that was acknowledged is applied, so that the rounds do not disturb each other.
 * @throws when nothing is applied any more although something is left
 */
async function caughtUp(countOpen: () => Promise<number>): Promise<void> {
  let least = Infinity;
  let movedAt = Date.now();
  for (;;) {
    const open = await countOpen();
    if (open === 0) return;
    if (open < least) {
      least = open;
      movedAt = Date.now();
      say(`${open} to be applied yet`);
    } else if (Date.now() - movedAt > IDLE_MS_MAX) throw new Error('the worker did not catch up');
    await sleep(CATCH_UP_LOOK_MS);
  }
}
