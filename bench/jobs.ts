/**
 * How long the jobs take that go through a whole shop: warning every member that points expire, expiring them, and
 * assessing every member's tier, each beside bare statements that change the same rows. And how much memory they hold,
 * which must not depend on how many members there are.
 *
 *   npm run -s bench:jobs -- --json --members 1000000
 */
import { parseArgs } from 'node:util';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import { describeError } from '#scripts/support/plain-error.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

import { openExpiringShop } from './jobs/expiring-shop.ts';
import { expireAll, expireBarely, warnAll } from './jobs/expiry.ts';
import { openLapsingShop } from './jobs/lapsing-shop.ts';
import { assessAll, assessBarely } from './jobs/tiers.ts';
import type { Taken } from './jobs/watch-memory.ts';
import { rounded } from './support/statistics.ts';
import { startBenchmarkPostgres } from './support/postgres-for-benchmarks.ts';

const CONNECTIONS = 4;

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
  },
});

try {
  await main(Number(values.members));
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

async function main(members: number): Promise<void> {
  const postgres = await startBenchmarkPostgres();
  const opened: Database[] = [];
  const open = async (name: string) => {
    const { url } = await postgres.createDatabase(name);
    const options = { maxConnections: CONNECTIONS, applicationName: 'bench' };
    const database = openDatabase(url, options);
    opened.push(database);
    return database;
  };
  const openExpiring = async (name: string) => {
    const database = await open(name);
    return { database, shop: await openExpiringShop(database, members) };
  };
  try {
    const bare = await openExpiring('bare');
    const floor = await expireBarely(bare.database, bare.shop);
    say(`${members} lots expired by two statements`);
    const { database, shop } = await openExpiring('expiring');
    const warnings = await warnAll(database, shop);
    say(`${warnings.result} members warned`);
    const expiry = await expireAll(database, shop);
    say(`${expiry.result} lots expired`);
    const lapsing = await open('lapsing');
    const lapsingShop = await openLapsingShop(lapsing, members);
    const assessmentFloor = await assessBarely(lapsing, lapsingShop);
    const assessment = await assessAll(lapsing, lapsingShop);
    say(`${assessment.result} members assessed`);
    const wrongBalances = await findWrongBalances(database.pool, shop.id);
    const figures = {
      members,
      warnings: figuresOf(warnings),
      expiry: { ...figuresOf(expiry), timesTheFloor: rounded(expiry.seconds / floor.seconds, 1) },
      floor: figuresOf(floor),
      assessment: {
        ...figuresOf(assessment),
        timesTheFloor: rounded(assessment.seconds / assessmentFloor.seconds, 1),
      },
      assessmentFloor: figuresOf(assessmentFloor),
      wrongBalances: wrongBalances.length,
      durability: await postgres.durability(),
    };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    const done = [warnings, expiry, assessment, assessmentFloor];
    const isAllDone = done.every(({ result }) => result === members);
    if (wrongBalances.length > 0 || !isAllDone) process.exitCode = 1;
  } finally {
    await Promise.all(opened.map((database) => database.close()));
    await postgres.close();
  }
}

/** For whoever waits; what is measured goes to stdout alone. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function figuresOf({ result, seconds, peakMegabytes, heldMegabytes }: Taken<number>) {
  return {
    count: result,
    minutes: rounded(seconds / 60, 2),
    perSecond: Math.round(result / seconds),
    peakMegabytes,
    heldMegabytes,
  };
}
