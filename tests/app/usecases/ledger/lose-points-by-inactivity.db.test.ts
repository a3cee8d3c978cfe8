import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { Activities } from '#app/loyalty/ledger/idle-expiry.ts';
import { CustomerId, type MemberId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { giveBackPoints, releaseHeldPoints } from '#app/usecases/redeeming/end-hold.server.ts';
import { holdPoints, spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

const DAY_MS = 86_400_000;
/** Points are lost after so many days. */
const DAYS = 10;

const program = programOf({ earning: { expiry: { kind: 'after_inactivity', days: DAYS } } });
const day = (number: number) => new Date(Date.UTC(2026, 2, 1) + number * DAY_MS);

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = testDatabase.database;
});

afterAll(() => testDatabase.close());

interface Placed {
  readonly id: number;
  readonly on: number;
  readonly customerId?: string;
  readonly isRefunded?: boolean;
}

/** An order of 40 EUR; refunded as a whole an hour later where it says so. */
function placed({ id, on, customerId = '7', isRefunded = false }: Placed): ReadOrder {
  const at = day(on).toISOString();
  return readOrder(
    orderFact({
      orderId: String(1000 + id),
      customerId,
      processedAt: at,
      updatedAt: isRefunded ? new Date(day(on).getTime() + 3_600_000).toISOString() : at,
      lines: [{ gross: 4000, refunded: isRefunded ? 4000 : 0 }],
    }),
  );
}

const settle = (shop: Shop, on: number, ...orders: ReadOrder[]) =>
  inTransaction(database, (sql) => settleOrders(sql, shop, orders, day(on)));

const age = (shop: Shop, on: number) =>
  ageLots({ database, clock: { now: () => day(on) } }, shop.id);

/** On which day each lot is lost, by what opened it. */
async function lossesIn(shop: Shop): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ cause_id: string; expires_at: Date }>(
    `SELECT cause_id, expires_at FROM lots WHERE shop_id = $1 AND pending + remaining + held > 0 ORDER BY id`,
    [shop.id],
  );
  return Object.fromEntries(
    rows.map((row) => [row.cause_id, (row.expires_at.getTime() - day(0).getTime()) / DAY_MS]),
  );
}

const award = (shop: Shop, memberId: MemberId, on: number) =>
  inTransaction(database, (sql) =>
    awardPoints(sql, shop.id, [{ id: `a-${on}`, memberId, points: 5, reason: '' }], day(on)),
  );

async function memberOf(shop: Shop, customerId = '7'): Promise<MemberId> {
  return join(database, shop, customerId);
}

describe('points that are lost by inactivity', () => {
  test('are kept by each further order, all of them', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    expect(await lossesIn(shop)).toEqual({ 1001: 10 });
    await settle(shop, 8, placed({ id: 2, on: 8 }));
    expect(await lossesIn(shop)).toEqual({ 1001: 18, 1002: 18 });
  });

  test('are gone after the pause, and an order after it does not bring them back', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    // The order is heard of before the job has run.
    await settle(shop, 11, placed({ id: 2, on: 11 }));
    await age(shop, 11);
    expect(await lossesIn(shop)).toEqual({ 1002: 21 });
    expect(await balancesOf(database, shop, '7')).toMatchObject({ available: 40 });
    await expectBalancedLedger(database, shop);
  });

  test('stay gone when an order turns up late that would have kept them', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    await age(shop, 12);
    await settle(shop, 13, placed({ id: 2, on: 8 }));
    expect(await lossesIn(shop)).toEqual({ 1002: 18 });
  });

  test('are kept by spending some, and by points for something else than an order', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    const memberId = await memberOf(shop);
    await inTransaction(database, (sql) =>
      spendPoints(sql, shop.id, { id: 'r-1', memberId, points: 10, reason: '' }, day(6)),
    );
    expect(await lossesIn(shop)).toEqual({ 1001: 16 });
    expect(await award(shop, memberId, 15)).toEqual(['awarded']);
    expect(await lossesIn(shop)).toEqual({ 1001: 25, 'a-15': 25 });
    await expectBalancedLedger(database, shop);
  });

  test('that a redemption gives back are kept for its grace, if not by activity', async () => {
    const graced = { ...program, redemption: { ...program.redemption, graceDays: 30 } };
    const shop = await openShop(database, graced);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    const memberId = await memberOf(shop);
    const redemption = { id: 'r-2', memberId, points: 40, reason: '' };
    await inTransaction(database, (sql) => holdPoints(sql, shop.id, redemption, day(5)));
    await inTransaction(database, (sql) => releaseHeldPoints(sql, shop.id, 'r-2', day(20)));
    expect(await lossesIn(shop)).toEqual({ 1001: 50 });
    await settle(shop, 21, placed({ id: 2, on: 21 }));
    expect(await lossesIn(shop)).toEqual({ 1001: 50, 1002: 31 });
  });

  test('that were spent and come back are kept by what happened meanwhile', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    const memberId = await memberOf(shop);
    const redemption = { id: 'r-3', memberId, points: 40, reason: '' };
    await inTransaction(database, (sql) => spendPoints(sql, shop.id, redemption, day(5)));
    await settle(shop, 12, placed({ id: 2, on: 12 }));
    await inTransaction(database, (sql) => giveBackPoints(sql, shop.id, 'r-3', day(20)));
    expect(await lossesIn(shop)).toEqual({ 1001: 22, 1002: 22 });
    await expectBalancedLedger(database, shop);
  });

  test('expire as if an order had not been, once all of it was returned', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    await settle(shop, 8, placed({ id: 2, on: 8 }));
    await settle(shop, 9, placed({ id: 2, on: 8, isRefunded: true }));
    expect(await lossesIn(shop)).toEqual({ 1001: 10 });
  });

  test('of two customers who became one are kept by what either did', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 6, placed({ id: 1, on: 0 }), placed({ id: 2, on: 6, customerId: '8' }));
    const merge = {
      absorbed: CustomerId.parse('7'),
      kept: CustomerId.parse('8'),
      mergedAt: day(7),
      isInferred: false,
    };
    await inTransaction(database, (sql) => mergeCustomers(sql, shop, merge, day(7)));
    expect(await lossesIn(shop)).toEqual({ 1001: 16, 1002: 16 });
    await expectBalancedLedger(database, shop);
  });

  test('of an older version keep its rule when another is in force', async () => {
    const shop = await openShop(database, program);
    await settle(shop, 0, placed({ id: 1, on: 0 }));
    await database.pool.query(
      `INSERT INTO program_versions (shop_id, version, document, in_force_from, published_at)
       VALUES ($1, 2, $2, $3, $3)`,
      [
        shop.id,
        JSON.stringify(programOf({ earning: { expiry: { kind: 'after_days', days: 3 } } })),
        day(5),
      ],
    );
    await settle(shop, 8, placed({ id: 2, on: 8 }));
    expect(await lossesIn(shop)).toEqual({ 1001: 18, 1002: 11 });
  });
});

const history = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 40 }),
    on: fc.integer({ min: 0, max: 60 }),
    isRefunded: fc.boolean(),
  }),
  { minLength: 1, maxLength: 7, selector: ({ id }) => id },
);

test('whatever the order in which a history is heard of, the same is lost on the same day', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
      fc.integer({ min: 1, max: 3 }),
      async (orders, chances, atOnce) => {
        const shop = await openShop(database, program);
        // Each state of each order, in any order and in batches.
        const states = orders
          .flatMap((order) => [
            placed({ ...order, isRefunded: false }),
            ...(order.isRefunded ? [placed(order)] : []),
          ])
          .map((state, index) => ({ state, chance: chances[index] ?? 0 }))
          .sort((a, b) => a.chance - b.chance)
          .map(({ state }) => state);
        for (let from = 0; from < states.length; from += atOnce) {
          await settle(shop, 60, ...states.slice(from, from + atOnce));
        }
        const kept = orders.filter(({ isRefunded }) => !isRefunded);
        const activities = kept.map(({ on }) => day(on).getTime());
        const expected = kept.map(({ id, on }) => {
          const lot = { ownExpiresAt: day(on + DAYS).getTime(), idleDays: DAYS };
          const lostAt = new Activities(activities).expiryOf(lot);
          return [String(1000 + id), (lostAt - day(0).getTime()) / DAY_MS];
        });
        expect(await lossesIn(shop)).toEqual(Object.fromEntries(expected));
        await expectBalancedLedger(database, shop);
      },
    ),
    { numRuns: 25 },
  );
});
