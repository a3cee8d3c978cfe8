import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import { clock } from '#app/platform/clock.server.ts';
import { type Award, awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { createAwarder } from '#app/usecases/awarding/award-points-together.server.ts';
import { spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

import type { Population } from './members.ts';

/** What must be none of, whoever comes at the same time as whom. */
export interface BrokenPromises {
  /** Awards that are missing from a balance, or are in it twice. */
  readonly lostUpdates: number;
  /** Times that an order counted beyond the first. */
  readonly doubleAwards: number;
  /** Spendings that succeeded beyond the one that there were points for. */
  readonly overspends: number;
}

const AWARDS = 50;
const AWARD_POINTS = 10;
const DELIVERIES = 5;
const ORDERS = 20;
const SPENDINGS = 20;
const SPENDERS = 10;
const SPENT_POINTS = 100;

/** Tries to break the ledger's promises by doing at once what may come at once. */
export async function breakPromises(
  database: Database,
  population: Population,
): Promise<BrokenPromises> {
  const [alone, crowded, ...spenders] = population.memberIds.slice(0, SPENDERS + 2);
  if (!alone || !crowded) throw new Error('the promises need more members');
  let overspends = 0;
  for (const spender of spenders) overspends += await overspend(database, population, spender);
  return {
    lostUpdates:
      (await loseUpdates(database, alone, singleTransactions(database, population))) +
      (await loseUpdates(database, crowded, shared(database, population))),
    doubleAwards: await awardTwice(database, population),
    overspends,
  };
}

type Give = (award: Award) => Promise<unknown>;

function singleTransactions(database: Database, { shop }: Population): Give {
  return (award) =>
    inTransaction(database, (sql) => awardPoints(sql, shop.id, [award], clock.now()));
}

function shared(database: Database, { shop }: Population): Give {
  const awarder = createAwarder({ database, clock });
  return (award) => awarder.award(shop.id, award);
}

async function loseUpdates(database: Database, memberId: MemberId, give: Give): Promise<number> {
  const awards = Array.from({ length: AWARDS }, (_, index): Award => ({
    id: `at-once-${memberId}-${index}`,
    memberId,
    points: AWARD_POINTS,
    reason: 'At once',
  }));
  await Promise.all(awards.map(give));
  const missing = AWARDS * AWARD_POINTS - (await availableOf(database, memberId));
  return Math.abs(missing) / AWARD_POINTS;
}

async function awardTwice(database: Database, { shop }: Population): Promise<number> {
  const processedAt = new Date(Date.now() - 60_000).toISOString();
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    readOrder(
      orderFact({
        orderId: `9${index + 100}`,
        customerId: `9${index + 1_000_000}`,
        processedAt,
        updatedAt: processedAt,
      }),
    ),
  );
  const settle = (order: (typeof orders)[number]) =>
    inTransaction(database, (sql) => settleOrders(sql, shop, [order], clock.now()));
  await Promise.all(
    orders.flatMap((order) => Array.from({ length: DELIVERIES }, () => settle(order))),
  );
  const { rows } = await database.pool.query<{ earnings: string }>(
    `SELECT count(*) AS earnings FROM transfers WHERE shop_id = $1 AND cause_kind = 'order' AND source = 'issued'`,
    [shop.id],
  );
  return Math.abs(Number(rows[0]?.earnings) - ORDERS);
}

async function overspend(
  database: Database,
  population: Population,
  memberId: MemberId,
): Promise<number> {
  const { shop } = population;
  const give = singleTransactions(database, population);
  await give({ id: `to-spend-${memberId}`, memberId, points: SPENT_POINTS, reason: 'To spend' });
  const spendings = Array.from({ length: SPENDINGS }, (_, index) =>
    inTransaction(database, (sql) =>
      spendPoints(
        sql,
        shop.id,
        { id: `spent-${memberId}-${index}`, memberId, points: SPENT_POINTS, reason: 'At once' },
        clock.now(),
      ),
    ),
  );
  const spent = (await Promise.all(spendings)).filter((outcome) => outcome === 'spent').length;
  if (spent === 0 || (await availableOf(database, memberId)) !== 0) {
    throw new Error('points that were there could not be spent');
  }
  return spent - 1;
}

async function availableOf(database: Database, memberId: MemberId): Promise<number> {
  const { rows } = await database.pool.query<{ available: string }>(
    'SELECT available FROM accounts WHERE member_id = $1',
    [memberId],
  );
  return Number(rows[0]?.available);
}
