import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId, MemberId } from '#app/loyalty/ids.ts';
import { type Award, awardPoints } from '#app/usecases/awarding/award-points.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { spendPoints } from '#app/usecases/redeeming/redeem-points.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, openShop, settle } from '#tests/support/ledger.ts';
import { findWrongBalances } from '#tests/support/ledger-proof.ts';
import { join } from '#tests/support/members.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-05-01T00:00:00Z');

const birthday = (memberId: MemberId, change: Partial<Award> = {}): Award => ({
  id: 'birthday-2026',
  memberId,
  points: 50,
  reason: 'Happy birthday',
  ...change,
});

function give(shop: Shop, ...awards: readonly Award[]) {
  return inTransaction(opened.database, (sql) => awardPoints(sql, shop.id, awards, NOW));
}

async function available(shop: Shop, customerId = '7') {
  return (await balancesOf(opened.database, shop, customerId))?.available;
}

async function expectProven(shop: Shop) {
  expect(await findWrongBalances(opened.database.pool, shop.id)).toEqual([]);
}

/** The movements of a member's transfers and their points. */
async function movements(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ movement: string; amount: string }>(
    `SELECT receipt ->> 'movement' AS movement, amount FROM transfers
     WHERE shop_id = $1 AND cause_kind = 'award' ORDER BY id`,
    [shop.id],
  );
  return rows.map(({ movement, amount }) => [movement, Number(amount)]);
}

describe('an award', () => {
  test('can be spent at once, and says why it was given', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    expect(await give(shop, birthday(member))).toEqual(['awarded']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({
      available: 50,
      earned: 50,
    });
    const { rows } = await opened.database.pool.query(
      'SELECT receipt FROM transfers WHERE shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([
      {
        receipt: {
          movement: 'earned',
          because: { kind: 'award', reason: 'Happy birthday', points: 50 },
        },
      },
    ]);
    await expectProven(shop);
  });

  test('is given once, however often it is asked for', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    await give(shop, birthday(member));
    expect(await give(shop, birthday(member), birthday(member))).toEqual(['repeated', 'repeated']);
    expect(await available(shop)).toBe(50);
  });

  test('with the id of another one is refused, and the first one stays', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    const other = await join(opened.database, shop, '8');
    await give(shop, birthday(member));
    const outcomes = await give(
      shop,
      birthday(member, { points: 51 }),
      birthday(member, { reason: 'Happy new year' }),
      birthday(other),
    );
    expect(outcomes).toEqual(['contradictory', 'contradictory', 'contradictory']);
    expect([await available(shop), await available(shop, '8')]).toEqual([50, 0]);
  });

  test('is of no account to who is no member, and can be given once she is', async () => {
    const shop = await openShop(opened.database);
    expect(await give(shop, birthday(MemberId.parse('999999')))).toEqual(['no_member']);
    const member = await join(opened.database, shop, '7');
    expect(await give(shop, birthday(member))).toEqual(['awarded']);
  });

  test.each([0, -5, 0.5, NaN, Infinity, 1_000_000_001])('of %d points is none', async (points) => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    expect(await give(shop, birthday(member, { points }))).toEqual(['no_amount']);
    expect(await movements(shop)).toEqual([]);
  });

  test('repays what is owed before anything can be spent', async () => {
    const shop = await openShop(opened.database);
    const member = await debtor(shop);
    await give(shop, birthday(member, { points: 30 }), birthday(member, { id: 'x', points: 25 }));
    expect(await movements(shop)).toEqual([
      ['debt_repaid', 30],
      ['debt_repaid', 10],
      ['earned', 15],
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 15, owed: 0 });
    await expectProven(shop);
  });

  test('to a member who was merged into another goes to that one', async () => {
    const shop = await openShop(opened.database);
    const absorbed = await join(opened.database, shop, '7');
    await join(opened.database, shop, '8');
    await inTransaction(opened.database, (sql) =>
      mergeCustomers(sql, shop, { ...merge('7', '8'), mergedAt: NOW, isInferred: false }, NOW),
    );
    expect(await give(shop, birthday(absorbed))).toEqual(['awarded']);
    expect([await available(shop), await available(shop, '8')]).toEqual([0, 50]);
    await expectProven(shop);
  });
});

describe('a batch of awards', () => {
  test('says of each what it came to', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    await give(shop, birthday(member, { id: 'known' }));
    const outcomes = await give(
      shop,
      birthday(member),
      birthday(member, { id: 'known', points: 1 }),
      birthday(member, { id: 'known' }),
      birthday(MemberId.parse('999999'), { id: 'stranger' }),
      birthday(member, { id: 'nothing', points: 0 }),
      birthday(member),
      birthday(member, { points: 1 }),
    );
    expect(outcomes).toEqual([
      'awarded',
      'contradictory',
      'repeated',
      'no_member',
      'no_amount',
      'repeated',
      'contradictory',
    ]);
    expect(await available(shop)).toBe(100);
  });

  test('may name a member several times, each with a lot of its own', async () => {
    const shop = await openShop(opened.database);
    const members = [
      await join(opened.database, shop, '7'),
      await join(opened.database, shop, '8'),
    ];
    const awards = members.flatMap((member) =>
      [1, 2, 3].map((points) => birthday(member, { id: `${member}-${points}`, points })),
    );
    expect(new Set(await give(shop, ...awards))).toEqual(new Set(['awarded']));
    expect([await available(shop), await available(shop, '8')]).toEqual([6, 6]);
    const { rows } = await opened.database.pool.query('SELECT FROM lots WHERE shop_id = $1', [
      shop.id,
    ]);
    expect(rows).toHaveLength(6);
    await expectProven(shop);
  });

  test('tells the outside once of each member', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    await give(shop, birthday(member), birthday(member, { id: 'another' }));
    const { rows } = await opened.database.pool.query(
      'SELECT kind, subject_id FROM effects WHERE shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ kind: 'member-summary', subject_id: member }]);
  });
});

describe('awards at the same moment', () => {
  test('to one member all count', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    const awards = Array.from({ length: 50 }, (_, index) =>
      birthday(member, { id: `at-once-${index}`, points: 10 }),
    );
    await Promise.all(awards.map((award) => give(shop, award)));
    expect(await available(shop)).toBe(500);
    await expectProven(shop);
  });

  test('in batches that name the same members in opposite order do not stop each other', async () => {
    const shop = await openShop(opened.database);
    const members = await Promise.all(
      ['1', '2', '3', '4', '5'].map((id) => join(opened.database, shop, id)),
    );
    const batch = (name: string) =>
      members.map((member) => birthday(member, { id: `${name}-${member}`, points: 1 }));
    const batches = Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0 ? batch(`batch-${index}`) : batch(`batch-${index}`).reverse(),
    );
    await Promise.all(batches.map((awards) => give(shop, ...awards)));
    expect(await available(shop, '3')).toBe(10);
    await expectProven(shop);
  });

  test('with one id are one', async () => {
    const shop = await openShop(opened.database);
    const member = await join(opened.database, shop, '7');
    const asked = Array.from({ length: 8 }, () => give(shop, birthday(member)));
    const outcomes = (await Promise.all(asked)).flat();
    expect(outcomes.filter((outcome) => outcome === 'awarded')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(7);
    expect(await available(shop)).toBe(50);
  });
});

const merge = (absorbed: string, kept: string) => ({
  absorbed: CustomerId.parse(absorbed),
  kept: CustomerId.parse(kept),
});

/** A member who earned 40, spent them, and had the order refunded. */
async function debtor(shop: Shop): Promise<MemberId> {
  await settle(opened.database, shop, readOrder(orderFact()));
  const member = await join(opened.database, shop, '7');
  const spending = { id: 'all', memberId: member, points: 40, reason: 'A mug' };
  await inTransaction(opened.database, (sql) => spendPoints(sql, shop.id, spending, NOW));
  const refunded = orderFact({
    updatedAt: '2026-03-05T10:00:00.000Z',
    lines: [{ gross: 4000, refunded: 4000 }],
  });
  await settle(opened.database, shop, readOrder(refunded));
  expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0, owed: 40 });
  return member;
}
