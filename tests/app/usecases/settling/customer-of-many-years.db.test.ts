import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Sql } from '#app/db/database.server.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { LADDER, programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf } from '#tests/support/ledger.ts';
import { placed, refundedLine, ShopOnPaper } from '#tests/support/shop-on-paper.ts';

/** Orders of 40.00 EUR that one customer has placed, a minute after each other. */
const ORDERS = 100_000;
const FIRST = '1000001';
const BEGIN = '2026-01-02T00:00:00Z';
/** Most that settling an order may take, however many the member has. */
const STATEMENTS_MAX = 30;
const ROWS_MAX = 25;

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

/**
 * A shop with that customer. One order is settled by the app itself and the others are copied from it, with what each is
 * worth where it stands. Of all but the oldest the places alone are there: who reads more of them goes wrong.
 * @param worth the points of the order with a number, in SQL
 * @param tier the tier that it was judged at, in SQL
 */
async function shopWithHistory(program: Program, worth: string, tier: string) {
  const shop = await ShopOnPaper.open(opened.database, program);
  await shop.hears(BEGIN, placed(FIRST, 40, BEGIN));
  const { pool } = opened.database;
  const given = [shop.shop.id, FIRST, ORDERS - 1];
  const numbers = `generate_series(1, $3::int) AS n,
    LATERAL (SELECT ($2::bigint + n) AS copy_id, ${worth} AS points, ${tier} AS tier, n * interval '1 minute' AS later) AS each`;
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, customer_id, member_id, name, processed_at, updated_at, content_hash, fact,
       settled_points, next_ordinal, receipt, chain_at, track, named, tier, mark)
     SELECT shop_id, copy_id, customer_id, member_id, '#' || copy_id, processed_at + later, updated_at + later, 'of ' || copy_id,
       CASE WHEN n < 50 THEN fact || jsonb_build_object('orderId', copy_id::text,
         'processedAt', to_char((processed_at + later) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END,
       points, 1, CASE WHEN n < 50 THEN receipt || jsonb_build_object('orderId', copy_id::text, 'points', points) END, chain_at + later, track,
       named, each.tier, mark
     FROM orders, ${numbers} WHERE shop_id = $1 AND order_id = $2`,
    given,
  );
  await pool.query(
    `INSERT INTO lots (shop_id, member_id, owner_id, cause_kind, cause_id, amount, remaining, opened_at)
     SELECT shop_id, member_id, owner_id, 'order', copy_id::text, points, points, opened_at + later
     FROM lots, ${numbers} WHERE shop_id = $1 AND cause_id = $2::bigint::text AND points > 0 ORDER BY n`,
    given,
  );
  await pool.query(
    `INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id, ordinal, leg,
       receipt, occurred_at, posted_at)
     SELECT shop_id, member_id, 'issued', 'available', amount, id, 'order', cause_id, 0, 0,
       '{"movement": "earned", "because": {"kind": "order"}}', opened_at, opened_at
     FROM lots WHERE shop_id = $1 AND cause_id <> $2`,
    given.slice(0, 2),
  );
  await pool.query(
    `UPDATE accounts SET available = all_of_it, earned = all_of_it
     FROM (SELECT sum(amount) AS all_of_it FROM transfers WHERE shop_id = $1) AS sums WHERE shop_id = $1`,
    [shop.shop.id],
  );
  await pool.query('ANALYZE orders, lots, transfers');
  return shop;
}

/** Settles an order, and says how many statements that took, how many rows they brought and how much was posted. */
async function effortOf(shop: ShopOnPaper, order: ReadOrder) {
  const effort = { statements: 0, rows: 0 };
  const before = await countTransfers(shop);
  await shop.run(async (sql) => {
    const query = async (statement: string, values?: unknown[]) => {
      const answer = await sql.query(statement, values);
      effort.statements += 1;
      effort.rows += answer.rows.length;
      return answer;
    };
    const counting = { query } as Sql;
    await settleOrders(counting, shop.shop, [order], new Date(order.fact.updatedAt));
  });
  return { ...effort, transfers: (await countTransfers(shop)) - before };
}

async function availableTo({ shop }: ShopOnPaper): Promise<number | undefined> {
  return (await balancesOf(opened.database, shop, '7'))?.['available'];
}

async function countTransfers({ shop }: ShopOnPaper): Promise<number> {
  const { rows } = await opened.database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM transfers WHERE shop_id = $1',
    [shop.id],
  );
  return rows[0]?.count ?? 0;
}

const THREE_A_DAY = { per: 'day', times: 3, points: null } as const;
const NEW = placed('9000001', 40, '2026-10-01T00:00:00Z');
const LATE = placed('9000002', 40, '2026-01-01T12:00:00Z');
const REFUNDED = refundedLine(placed(FIRST, 40, BEGIN), '2026-10-02T00:00:00Z', 40);

test('a customer with a hundred thousand orders costs no more than one with ten where every tier earns the same', async () => {
  const shop = await shopWithHistory(firstProgram(), '40', 'NULL::text');
  for (const order of [NEW, LATE, REFUNDED]) await expectLittle(shop, order);
  // Nothing is left of the points of one that is paid back: others are taken, of which only the next are read.
  await shop.spends('2026-10-02T00:00:00Z', '7', 100);
  await expectLittle(shop, refundedLine(LATE, '2026-10-03T00:00:00Z', 40));
  await shop.expects('7', { available: 40 * ORDERS - 100 });
});

test('a customer with a hundred thousand orders moves few of them where gold earns double', async () => {
  // Seven at 40 make silver, which brings 50, and fifteen of these gold.
  const worth = 'CASE WHEN n < 7 THEN 40 WHEN n < 22 THEN 50 ELSE 80 END';
  const tier = `CASE WHEN n < 7 THEN 'bronze' WHEN n < 22 THEN 'silver' ELSE 'gold' END`;
  const before = 7 * 40 + 15 * 50 + (ORDERS - 22) * 80;
  const shop = await shopWithHistory(programOf({ tiers: LADDER }), worth, tier);
  // Of all that came before a new one the sum is read.
  await expectLittle(shop, NEW);
  // Its own, the seventh (silver now) and the twenty-second (gold now); of the others no more than their places.
  const late = await effortOf(shop, LATE);
  expect(late.transfers).toBe(3);
  expect(late.statements).toBeLessThan(STATEMENTS_MAX);
  expect(late.rows).toBeLessThan(ORDERS + ROWS_MAX);
  expect(await availableTo(shop)).toBe(before + 80 + 40 + 10 + 30);
  const refunded = await effortOf(shop, REFUNDED);
  expect(refunded.transfers).toBe(3);
  expect(refunded.statements).toBeLessThan(STATEMENTS_MAX);
  expect(refunded.rows).toBeLessThan(ORDERS + ROWS_MAX);
  await shop.expects('7', { available: before + 80 });
});

test('a customer with a hundred thousand orders costs no more than one with ten where three a day earn', async () => {
  // Midnight in Berlin is an hour before the first of them.
  const worth = 'CASE WHEN n < 3 OR (n + 60) % 1440 < 3 THEN 40 ELSE 0 END';
  const shop = await shopWithHistory(
    programOf({ order: { limits: [THREE_A_DAY] } }),
    worth,
    'NULL',
  );
  const before = (await availableTo(shop)) ?? 0;
  await expectLittle(shop, NEW);
  // The second of its day takes the place of the one that was third. Of all the others only the places are read.
  const late = await effortOf(shop, placed('9000003', 40, '2026-01-02T00:00:30Z'));
  expect(late.transfers).toBe(2);
  expect(late.statements).toBeLessThan(STATEMENTS_MAX);
  expect(late.rows).toBeLessThan(ORDERS + ROWS_MAX);
  expect(await availableTo(shop)).toBe(before + 40);
  // And gives it back where another place becomes free.
  const refunded = await effortOf(shop, REFUNDED);
  expect(refunded.transfers).toBe(2);
  expect(refunded.rows).toBeLessThan(ORDERS + ROWS_MAX);
  await shop.expects('7', { available: before + 40 });
});

test('a new order of a customer with a hundred thousand costs no more than of one with ten where a year makes a tier', async () => {
  const worth = 'CASE WHEN n < 7 THEN 40 WHEN n < 22 THEN 50 ELSE 80 END';
  const tier = `CASE WHEN n < 7 THEN 'bronze' WHEN n < 22 THEN 'silver' ELSE 'gold' END`;
  const yearly = { window: { kind: 'calendar_year' } } as const;
  const { qualification } = firstProgram();
  const program = programOf({ tiers: LADDER, qualification: { ...qualification, ...yearly } });
  const shop = await shopWithHistory(program, worth, tier);
  const before = (await availableTo(shop)) ?? 0;
  await expectLittle(shop, NEW);
  await shop.expects('7', { available: before + 80 });
});

async function expectLittle(shop: ShopOnPaper, order: ReadOrder): Promise<void> {
  const { statements, rows } = await effortOf(shop, order);
  expect(statements).toBeLessThan(STATEMENTS_MAX);
  expect(rows).toBeLessThan(ROWS_MAX);
}
