import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { Adjustment } from '#app/loyalty/adjusting/adjustment.ts';
import { CustomerId, MemberId } from '#app/loyalty/ids.ts';
import { adjustPoints, undoAdjustments } from '#app/usecases/adjusting/adjust-points.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  balancesOf,
  expectBalancedLedger,
  openShop,
  settle,
  spend,
} from '#tests/support/ledger.ts';
import { join } from '#tests/support/members.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

const now = new Date('2026-11-01T00:00:00Z');
const later = new Date('2027-01-01T00:00:00Z');

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = testDatabase.database;
});

afterAll(() => testDatabase.close());

let count = 0;

function adjustment(
  memberId: MemberId,
  points: number,
  change: Partial<Adjustment> = {},
): Adjustment {
  count += 1;
  return {
    id: `t-${count}`,
    memberId,
    points,
    reason: 'Kulanz',
    beyond: 'refuse',
    staffUserId: '42',
    ...change,
  };
}

const adjust = (shop: Shop, ...adjustments: Adjustment[]) =>
  inTransaction(database, (sql) => adjustPoints(sql, shop.id, adjustments, now));

const undo = (shop: Shop, ...ids: string[]) =>
  inTransaction(database, (sql) => undoAdjustments(sql, shop.id, ids, '43', later));

const balances = (shop: Shop, customerId = '7') => balancesOf(database, shop, customerId);

/** A shop with customer 7 as a member who has 40 points from an order, or none. */
async function openWithMember(points: 0 | 40 = 0) {
  const shop = await openShop(database, programOf());
  const memberId = await join(database, shop, '7');
  if (points > 0) await settle(database, shop, readOrder(orderFact({ lines: [{ gross: 4000 }] })));
  return { shop, memberId };
}

describe('staff', () => {
  test('give points, once, and the receipt says who gave them and why', async () => {
    const { shop, memberId } = await openWithMember();
    const given = adjustment(memberId, 25);
    expect(await adjust(shop, given)).toEqual([{ kind: 'adjusted', points: 25 }]);
    expect(await adjust(shop, given)).toEqual([{ kind: 'repeated' }]);
    expect(await adjust(shop, { ...given, points: 26 })).toEqual([{ kind: 'contradictory' }]);
    expect(await balances(shop)).toMatchObject({ available: 25, earned: 25 });
    const { rows } = await database.pool.query<{ because: object }>(
      `SELECT receipt -> 'because' AS because FROM transfers WHERE shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([
      {
        because: {
          kind: 'adjustment',
          reason: 'Kulanz',
          points: 25,
          staffUserId: '42',
          undoes: false,
        },
      },
    ]);
    await expectBalancedLedger(database, shop);
  });

  test('take points out of the lots that expire next', async () => {
    const { shop, memberId } = await openWithMember(40);
    await adjust(shop, adjustment(memberId, 10));
    expect(await adjust(shop, adjustment(memberId, -45))).toEqual([
      { kind: 'adjusted', points: -45 },
    ]);
    expect(await balances(shop)).toMatchObject({ available: 5, owed: 0, earned: 5 });
    await expectBalancedLedger(database, shop);
  });

  test.each([
    ['refuse', { kind: 'not_enough', available: 40 }, { available: 40, owed: 0 }],
    ['leave', { kind: 'adjusted', points: -40 }, { available: 0, owed: 0 }],
    ['owe', { kind: 'adjusted', points: -50 }, { available: 0, owed: 10 }],
  ] as const)('who want more than is there and %s get %j', async (beyond, outcome, left) => {
    const { shop, memberId } = await openWithMember(40);
    expect(await adjust(shop, adjustment(memberId, -50, { beyond }))).toEqual([outcome]);
    expect(await balances(shop)).toMatchObject(left);
    await expectBalancedLedger(database, shop);
  });

  test('give points that repay what is owed first', async () => {
    const { shop, memberId } = await openWithMember();
    await adjust(shop, adjustment(memberId, -10, { beyond: 'owe' }));
    await adjust(shop, adjustment(memberId, 25));
    expect(await balances(shop)).toMatchObject({ available: 15, owed: 0 });
    await expectBalancedLedger(database, shop);
  });

  test('are refused what is no amount, and whom nobody knows', async () => {
    const { shop, memberId } = await openWithMember();
    const stranger = MemberId.parse('999999');
    const wrong = [0, 1.5, 1_000_001, NaN, -1_000_001].map((points) =>
      adjustment(memberId, points),
    );
    expect(await adjust(shop, ...wrong, adjustment(stranger, 5))).toEqual([
      ...wrong.map(() => ({ kind: 'no_amount' })),
      { kind: 'no_member' },
    ]);
    expect(await balances(shop)).toMatchObject({ available: 0 });
  });

  test('adjust whoever a customer has become by a merge', async () => {
    const { shop, memberId } = await openWithMember();
    await join(database, shop, '8');
    const merge = {
      absorbed: CustomerId.parse('7'),
      kept: CustomerId.parse('8'),
      mergedAt: now,
      isInferred: false,
    };
    await inTransaction(database, (sql) => mergeCustomers(sql, shop, merge, now));
    expect(await adjust(shop, adjustment(memberId, 5))).toEqual([{ kind: 'adjusted', points: 5 }]);
    expect(await balances(shop, '8')).toMatchObject({ available: 5 });
  });
});

describe('taking an adjustment back', () => {
  test('takes what was given, once, and names what it corrects', async () => {
    const { shop, memberId } = await openWithMember(40);
    const given = adjustment(memberId, 25);
    await adjust(shop, given);
    expect(await undo(shop, given.id)).toEqual({ count: 1, pointsLeft: 0 });
    expect(await undo(shop, given.id)).toEqual({ count: 0, pointsLeft: 0 });
    expect(await balances(shop)).toMatchObject({ available: 40, earned: 40 });
    const { rows } = await database.pool.query<{ corrected: string; source: string }>(
      `SELECT c.source, c.cause_id AS corrected FROM transfers t JOIN transfers c
         ON c.shop_id = t.shop_id AND c.id = t.corrects WHERE t.shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ source: 'issued', corrected: given.id }]);
    await expectBalancedLedger(database, shop);
  });

  test('leaves what was spent meanwhile to whoever spent it', async () => {
    const { shop, memberId } = await openWithMember();
    const given = adjustment(memberId, 25);
    await adjust(shop, given);
    await spend(database, shop, '7', 20);
    expect(await undo(shop, given.id)).toEqual({ count: 1, pointsLeft: 20 });
    expect(await balances(shop)).toMatchObject({ available: 0, owed: 0, earned: 0 });
    await expectBalancedLedger(database, shop);
  });

  test('has what had repaid a debt owed again, and no more than that', async () => {
    const { shop, memberId } = await openWithMember();
    await adjust(shop, adjustment(memberId, -30, { beyond: 'owe' }));
    const given = adjustment(memberId, 50);
    await adjust(shop, given);
    expect(await balances(shop)).toMatchObject({ available: 20, owed: 0 });
    await spend(database, shop, '7', 15);
    // 5 are there, 30 had repaid a debt, and 15 she has spent.
    expect(await undo(shop, given.id)).toEqual({ count: 1, pointsLeft: 15 });
    expect(await balances(shop)).toMatchObject({ available: 0, owed: 30 });
    await expectBalancedLedger(database, shop);
  });

  test('takes what is there before it has anything owed again', async () => {
    const { shop, memberId } = await openWithMember();
    await adjust(shop, adjustment(memberId, -30, { beyond: 'owe' }));
    const given = adjustment(memberId, 30);
    await adjust(shop, given);
    await settle(database, shop, readOrder(orderFact({ lines: [{ gross: 2000 }] })));
    expect(await undo(shop, given.id)).toEqual({ count: 1, pointsLeft: 0 });
    expect(await balances(shop)).toMatchObject({ available: 0, owed: 10 });
    await expectBalancedLedger(database, shop);
  });

  test('gives back what was taken, and cancels what is owed for it', async () => {
    const { shop, memberId } = await openWithMember(40);
    const taken = adjustment(memberId, -50, { beyond: 'owe' });
    await adjust(shop, taken);
    await undo(shop, taken.id);
    expect(await balances(shop)).toMatchObject({ available: 40, owed: 0, earned: 40 });
    await expectBalancedLedger(database, shop);
  });

  test('gives back points that had repaid the debt of what was taken', async () => {
    const { shop, memberId } = await openWithMember();
    const taken = adjustment(memberId, -50, { beyond: 'owe' });
    await adjust(shop, taken);
    await adjust(shop, adjustment(memberId, 30));
    await undo(shop, taken.id);
    expect(await balances(shop)).toMatchObject({ available: 30, owed: 0 });
    await expectBalancedLedger(database, shop);
  });

  test('of a member who was merged since goes to whom she became', async () => {
    const { shop, memberId } = await openWithMember();
    await join(database, shop, '8');
    const given = adjustment(memberId, 25);
    await adjust(shop, given);
    const merge = {
      absorbed: CustomerId.parse('7'),
      kept: CustomerId.parse('8'),
      mergedAt: now,
      isInferred: false,
    };
    await inTransaction(database, (sql) => mergeCustomers(sql, shop, merge, now));
    await undo(shop, given.id);
    expect(await balances(shop, '8')).toMatchObject({ available: 0, owed: 0 });
    await expectBalancedLedger(database, shop);
  });
});

test('a batch comes to what its adjustments come to one after the other', async () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    points: fc.integer({ min: -60, max: 60 }).filter((points) => points !== 0),
    beyond: fc.constantFrom('leave', 'owe'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const together = await openShop(database, programOf());
      const singly = await openShop(database, programOf());
      for (const shop of [together, singly]) {
        const members = [await join(database, shop, '7'), await join(database, shop, '8')];
        const wanted = steps.map(({ who, points, beyond }) =>
          adjustment(members[who] ?? MemberId.parse('1'), points, { beyond }),
        );
        if (shop === together) await adjust(shop, ...wanted);
        else for (const one of wanted) await adjust(shop, one);
        await expectBalancedLedger(database, shop);
      }
      for (const customerId of ['7', '8']) {
        expect(await balances(together, customerId)).toEqual(await balances(singly, customerId));
      }
    }),
    { numRuns: 20 },
  );
});
