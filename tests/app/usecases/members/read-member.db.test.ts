import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { type ReadMember, readMember } from '#app/usecases/members/read-member.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { customer, installTestShop, order, refunded, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
let shop: Shop;
let nextCustomer = 7001;

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await installTestShop(opened.database);
});

afterAll(() => opened.close());

const newCustomer = () => customer(String(nextCustomer++), 'Anna', 'Schmidt');

async function memberIdOf(customerId: string): Promise<string> {
  const { rows } = await opened.database.pool.query<{ id: string }>(
    `SELECT id FROM members WHERE shop_id = $1 AND customer_id = $2`,
    [shop.id, customerId],
  );
  return rows[0]?.id ?? '0';
}

function read(memberId: string, before: string | null = null, of = shop) {
  const clock = { now: () => new Date('2026-11-01T00:00:00Z') };
  return readMember({ database: opened.database, clock }, of.id, { memberId, before });
}

function found(outcome: ReadMember) {
  if (outcome.kind !== 'found') throw new Error('the member was not found');
  return outcome;
}

test.each(['0', '424242', 'abc', '-1', '99999999999999999999'])(
  'there is no member "%s"',
  async (memberId) => {
    expect(await read(memberId)).toEqual({ kind: 'unknown' });
  },
);

test('a member of another shop is unknown', async () => {
  const anna = newCustomer();
  await settleEach(opened.database, shop, [order('900', anna, 10, '2026-01-01T10:00:00Z')]);
  const other = await installTestShop(opened.database, 'other.myshopify.com');
  const memberId = await memberIdOf(anna.customerId);
  expect(await read(memberId, null, other)).toEqual({ kind: 'unknown' });
});

test('an order and its refund are two lines, newest first', async () => {
  const anna = newCustomer();
  const bought = order('1', anna, 30, '2026-01-01T10:00:00Z');
  await settleEach(opened.database, shop, [bought, refunded(bought, '2026-01-05T10:00:00Z')]);
  const { member, history } = found(await read(await memberIdOf(anna.customerId)));
  expect(member).toMatchObject({ available: 0, earned: 0, joinedAt: '2026-01-01T10:00:00.000Z' });
  expect(history).toMatchObject([
    { kind: 'posting', change: -30, at: '2026-01-05T10:00:00.000Z' },
    { kind: 'posting', change: 30, at: '2026-01-01T10:00:00.000Z' },
  ]);
});

test('a refund of points that are gone is one line with all that it took', async () => {
  const anna = newCustomer();
  const first = order('11', anna, 30, '2026-01-01T10:00:00Z');
  const second = order('12', anna, 10, '2026-01-02T10:00:00Z');
  await settleEach(opened.database, shop, [first, second]);
  const memberId = await memberIdOf(anna.customerId);
  // As if 25 of the first order's points had been spent.
  await opened.database.pool.query(
    `UPDATE lots SET remaining = remaining - 25 WHERE shop_id = $1 AND cause_id = '11'`,
    [shop.id],
  );
  await opened.database.pool.query(
    `UPDATE accounts SET available = available - 25 WHERE shop_id = $1 AND member_id = $2`,
    [shop.id, memberId],
  );
  await settleEach(opened.database, shop, [refunded(first, '2026-01-05T10:00:00Z')]);

  const { member, history } = found(await read(memberId));
  expect(member).toMatchObject({ available: 0, owed: 15 });
  const [line] = history;
  if (line?.kind !== 'posting') throw new Error('the refund is not a posting');
  expect(line.change).toBe(-30);
  expect(line.transfers.map(({ amount, receipt }) => [receipt.movement, amount])).toEqual([
    ['taken_back_own', 5],
    ['taken_back_other', 10],
    ['taken_back_owed', 15],
  ]);
});

test('orders that earned nothing are shown with why, in their place', async () => {
  const anna = newCustomer();
  await settleEach(opened.database, shop, [
    order('21', anna, 10, '2026-01-01T10:00:00Z'),
    order('22', anna, 0.5, '2026-01-02T10:00:00Z'),
    order('23', anna, 10, '2026-01-03T10:00:00Z', { paid: false }),
    order('24', anna, 10, '2026-01-04T10:00:00Z'),
  ]);
  const { history } = found(await read(await memberIdOf(anna.customerId)));
  expect(
    history.map((line) => {
      if (line.kind === 'order') return line.receipt.nothing;
      return line.kind === 'posting' && line.change;
    }),
  ).toEqual([10, 'not_paid', 'below_one_point', 10]);
});

test('an order that earned later is not shown as one that earned nothing', async () => {
  const anna = newCustomer();
  const unpaid = order('31', anna, 10, '2026-01-01T10:00:00Z', { paid: false });
  const paid = order('31', anna, 10, '2026-01-01T10:00:00Z', { updatedAt: '2026-01-02T10:00:00Z' });
  await settleEach(opened.database, shop, [unpaid, paid]);
  const { history } = found(await read(await memberIdOf(anna.customerId)));
  expect(history.map((line) => line.kind)).toEqual(['posting']);
});

test('a long history goes on page by page, without gap or repetition', async () => {
  const anna = newCustomer();
  // Several at the same second: the place in the history must not hang on the time alone.
  const orders = Array.from({ length: 60 }, (_, index) =>
    order(String(5000 + index), anna, index % 7 === 0 ? 0.5 : 10, '2026-02-01T10:00:00Z'),
  );
  await settleEach(opened.database, shop, orders);
  const memberId = await memberIdOf(anna.customerId);

  const keys: string[] = [];
  let before: string | null = null;
  do {
    const page = found(await read(memberId, before));
    expect(page.isNewest).toBe(before === null);
    keys.push(...page.history.map((line) => line.key));
    before = page.older;
  } while (before !== null);
  expect(keys).toHaveLength(60);
  expect(new Set(keys).size).toBe(60);
});

test('a place that cannot be read begins at the newest line', async () => {
  const memberId = await memberIdOf('7001');
  for (const nonsense of [
    'x',
    '1-posting',
    '9e99-posting-1',
    '1-lot-1',
    "1-order-1'",
    '1-order-9999999999999999999',
  ]) {
    expect(found(await read(memberId, nonsense)).isNewest).toBe(true);
  }
});
