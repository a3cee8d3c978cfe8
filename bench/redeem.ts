/**
 * How many rewards a second are given out with the pools of codes filled, and whether a code goes to two members or a
 * member spends what she has not: against the least that giving out codes in Node could be. Rounds of each, alternating;
 * the median counts.
 *
 *   npm run -s bench:redeem -- --seconds 10 --json
 */
import { parseArgs } from 'node:util';

import { type Database, openDatabase } from '#app/db/database.server.ts';
import { describeError } from '#scripts/support/plain-error.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';

import { type Population, populate } from './ledger/members.ts';
import { measurePace, type Pace } from './ledger/pace.ts';
import { createFloor } from './redeem/floor.ts';
import { countCodesTwice, overspend } from './redeem/promises.ts';
import { createRedeemers } from './redeem/redeeming.ts';
import { giveAll, stockPool } from './redeem/stall.ts';
import { startBenchmarkPostgres } from './support/postgres-for-benchmarks.ts';
import { median, rounded } from './support/statistics.ts';

/** Callers at once, each with a connection at hand: those of the floor as well as those of the app. */
const CALLERS = 32;
/** For trying to break promises with. */
const FEW_MEMBERS = 50;
/** More than any machine gives out or claims in a second. */
const CODES_A_SECOND = 10_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    members: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

/** One measurement of each. */
interface Round {
  readonly floor: Pace;
  readonly redeem: Pace;
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
  const open = async (name: string, members: number) => {
    const { url } = await postgres.createDatabase(name);
    const database = openDatabase(url, { maxConnections: CALLERS, applicationName: 'bench' });
    opened.push(database);
    return { database, population: await populate(database, members) };
  };
  try {
    const tried = await open('tried', FEW_MEMBERS);
    await stockPool(tried.database, tried.population, FEW_MEMBERS * CALLERS);
    await giveAll(tried.database, tried.population, 1);
    const overspends = await overspend(tried.database, tried.population);
    const stall = await open('stall', Number(values.members));
    const { rounds, codes } = await measureRates(stall.database, stall.population);
    const promises = {
      codesTwice: await countCodesTwice(stall.database, codes),
      overspends,
      wrongBalances: (await countWrong(tried)) + (await countWrong(stall)),
    };
    const durability = await postgres.durability();
    const figures = { ...promises, ...summarize(rounds), callers: CALLERS, durability };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    if (Object.values(promises).some((count) => count !== 0)) process.exitCode = 1;
  } finally {
    await Promise.all(opened.map((database) => database.close()));
    await postgres.close();
  }
}

async function measureRates(database: Database, population: Population) {
  const seconds = Number(values.seconds);
  const count = Number(values.rounds);
  const codes = Math.ceil(seconds * 1.5 * count * CODES_A_SECOND);
  await stockPool(database, population, codes);
  await giveAll(database, population, Math.ceil((codes / population.memberIds.length) * 2));
  const floor = await createFloor(database, population, codes);
  const redeemers = createRedeemers(database, population);
  const rounds: Round[] = [];
  for (let index = 1; index <= count; index += 1) {
    const round = {
      floor: await measurePace(CALLERS, seconds, floor),
      redeem: await measurePace(CALLERS, seconds, () => redeemers.redeem()),
    };
    rounds.push(round);
    if (!values.json) {
      const rates = Object.entries(round).map(
        ([name, pace]) => `${name} ${pace.perSecond.toFixed()}`,
      );
      process.stdout.write(`round ${index}, a second: ${rates.join(', ')}\n`);
    }
  }
  return { rounds, codes: redeemers.codes };
}

async function countWrong(of: { database: Database; population: Population }): Promise<number> {
  return (await findWrongBalances(of.database.pool, of.population.shop.id)).length;
}

/** Medians over the rounds. The ratio is taken within a round, where both sides found the machine in the same state. */
function summarize(rounds: readonly Round[]) {
  const middle = (read: (round: Round) => number) => median(rounds.map(read));
  return {
    redemptionsPerSecond: rounded(middle(({ redeem }) => redeem.perSecond)),
    floorPerSecond: rounded(middle(({ floor }) => floor.perSecond)),
    ratio: rounded(
      middle(({ redeem, floor }) => redeem.perSecond / floor.perSecond),
      3,
    ),
    redemptionMsP50: rounded(
      middle(({ redeem }) => redeem.p50Ms),
      2,
    ),
    redemptionMsP99: rounded(
      middle(({ redeem }) => redeem.p99Ms),
      2,
    ),
    floorMsP50: rounded(
      middle(({ floor }) => floor.p50Ms),
      2,
    ),
  };
}
