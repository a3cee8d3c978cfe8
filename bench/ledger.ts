/**
 * What the ledger keeps of its promises when everything comes at once, and how many awards a second it takes: against
 * the least that a ledger in Node could be, and with millions of transfers in it against with none. Rounds of each,
 * alternating; the median counts.
 *
 *   npm run -s bench:ledger -- --json
 */
import { parseArgs } from 'node:util';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import { describeError } from '#scripts/support/plain-error.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

import { inBatches, singly } from './ledger/awards.ts';
import { createFloor } from './ledger/floor.ts';
import { writeHistory } from './ledger/history.ts';
import { type Population, populate } from './ledger/members.ts';
import { measurePace } from './ledger/pace.ts';
import { breakPromises } from './ledger/promises.ts';
import { type Round, summarize } from './ledger/summary.ts';
import { startBenchmarkPostgres } from './support/postgres-for-benchmarks.ts';

/** Callers at once, each with a connection at hand: those of the floor as well as those of the app. */
const CALLERS = 32;

/** For trying to break promises with. */
const FEW_MEMBERS = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    members: { type: 'string', default: '100000' },
    transfers: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

/** A database with a shop in it. */
interface Ledger {
  readonly database: Database;
  readonly population: Population;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const postgres = await startBenchmarkPostgres();
  const opened: Database[] = [];
  const open = async (name: string, members: number): Promise<Ledger> => {
    const { url } = await postgres.createDatabase(name);
    const database = openDatabase(url, { maxConnections: CALLERS, applicationName: 'bench' });
    opened.push(database);
    return { database, population: await populate(database, members) };
  };
  try {
    const tried = await open('tried', FEW_MEMBERS);
    const broken = await breakPromises(tried.database, tried.population);
    const { rounds, ledgers } = await measureRates(open);
    const wrongBalances = await addUp([tried, ...ledgers]);
    const promises = { ...broken, wrongBalances };
    const figures = {
      ...promises,
      ...summarize(rounds),
      scale: {
        callers: CALLERS,
        members: Number(values.members),
        transfers: Number(values.transfers),
      },
      durability: await postgres.durability(),
    };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    if (Object.values(promises).some((count) => count !== 0)) process.exitCode = 1;
  } finally {
    await Promise.all(opened.map((database) => database.close()));
    await postgres.close();
  }
}

async function measureRates(open: (name: string, members: number) => Promise<Ledger>) {
  const members = Number(values.members);
  const bare = await open('bare', members);
  const fresh = await open('fresh', members);
  const grown = await open('grown', members);
  await grow(grown);
  const pace = (call: () => Promise<number>) => measurePace(CALLERS, Number(values.seconds), call);
  const rounds: Round[] = [];
  for (let index = 1; index <= Number(values.rounds); index += 1) {
    const round = {
      floor: await pace(createFloor(bare.database, bare.population)),
      singly: await pace(singly(fresh.database, fresh.population)),
      singlyGrown: await pace(singly(grown.database, grown.population)),
      inBatches: await pace(inBatches(fresh.database, fresh.population)),
      inBatchesGrown: await pace(inBatches(grown.database, grown.population)),
    };
    rounds.push(round);
    const rates = Object.entries(round).map(
      ([name, { perSecond }]) => `${name} ${perSecond.toFixed()}`,
    );
    say(`round ${index}, a second: ${rates.join(', ')}`);
  }
  return { rounds, ledgers: [fresh, grown] };
}

async function grow({ database, population }: Ledger): Promise<void> {
  const begun = performance.now();
  await writeHistory(database, population, Number(values.transfers));
  const seconds = (performance.now() - begun) / 1000;
  process.stderr.write(`${values.transfers} transfers were there after ${seconds.toFixed()} s\n`);
}

/** @returns accounts and lots that are not what their transfers come to */
async function addUp(ledgers: readonly Ledger[]): Promise<number> {
  let wrong = 0;
  for (const { database, population } of ledgers) {
    wrong += (await findWrongBalances(database.pool, population.shop.id)).length;
  }
  return wrong;
}

function say(line: string): void {
  if (!values.json) process.stdout.write(`${line}\n`);
}
