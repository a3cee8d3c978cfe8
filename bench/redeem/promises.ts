import type { Database } from '#app/db/database.server.ts';
import { clock } from '#app/platform/clock.server.ts';
import { createRewardCounter } from '#app/usecases/redeeming/redeem-reward.server.ts';
import type { Population } from '#bench/ledger/members.ts';

import { ask } from './redeeming.ts';

/** At each counter. */
const ASKS = 4;
/** As many processes, each of which knows nothing of what the other has under way. */
const COUNTERS = 2;

/**
 * Has members who have points for one code ask for several at once, at several counters.
 * @returns codes that were given out beyond one a member
 */
export async function overspend(database: Database, population: Population): Promise<number> {
  const { shop, memberIds } = population;
  const counters = Array.from({ length: COUNTERS }, () => createRewardCounter({ database, clock }));
  const outcomes = await Promise.all(
    counters.flatMap((counter) =>
      memberIds.flatMap((memberId) =>
        Array.from({ length: ASKS }, () => counter.redeem(shop, ask(memberId))),
      ),
    ),
  );
  const given = outcomes.filter((outcome) => outcome.outcome === 'redeemed').length;
  if (given < memberIds.length) throw new Error('points that were there could not be spent');
  return given - memberIds.length;
}

/** How many codes somebody has whom somebody else was given them, too: as was answered, and as is written down. */
export async function countCodesTwice(
  { pool }: Database,
  answered: readonly string[],
): Promise<number> {
  const { rows } = await pool.query<{ twice: number }>(
    `SELECT count(code)::int - count(DISTINCT code)::int AS twice FROM redemptions`,
  );
  return answered.length - new Set(answered).size + (rows[0]?.twice ?? 0);
}
