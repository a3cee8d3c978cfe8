import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import {
  type MemberActivity,
  readMemberActivity,
} from '#app/usecases/members/read-member-activity.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { customer, installTestShop, order, refunded, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
let shop: Shop;

const lena = customer('8001', 'Lena', 'Vogt');
const tom = customer('8002', 'Tom', 'Berg');
const rita = customer('8003', 'Rita', 'Kern');

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await installTestShop(opened.database);
  const coffee = order('1', lena, 14.9, '2026-03-01T10:00:00Z');
  await settleEach(opened.database, shop, [
    coffee,
    order('2', tom, 99, '2026-03-02T10:00:00Z'),
    order('3', lena, 20, '2026-03-03T10:00:00Z', { paid: false }),
    refunded(coffee, '2026-03-04T10:00:00Z'),
  ]);
  const manyOrders = Array.from({ length: 19 }, (_, index) =>
    order(String(100 + index), rita, 10, '2026-04-01T10:00:00Z'),
  );
  await settleEach(opened.database, shop, manyOrders);
});

afterAll(() => opened.close());

function read(
  customerId: string | null,
  cursor: string | null = null,
  shopDomain = shop.domain,
): Promise<MemberActivity> {
  const identity = {
    shopDomain,
    customerId: customerId === null ? null : CustomerId.parse(customerId),
  };
  return readMemberActivity({ database: opened.database }, { ...identity, cursor });
}

function ofMember(activity: MemberActivity) {
  if (activity.state !== 'member') throw new Error(`not a member but ${activity.state}`);
  return activity;
}

test('who is not signed in sees nothing of anybody', async () => {
  expect(await read(null)).toEqual({ state: 'signed_out' });
});

test('a customer who has not joined is told so', async () => {
  expect(await read('8999')).toEqual({ state: 'not_a_member' });
});

test('a member of one shop is none of another, nor of a shop that nobody knows', async () => {
  const other = await installTestShop(opened.database, 'other.myshopify.com');
  expect(await read('8001', null, other.domain)).toEqual({ state: 'not_a_member' });
  expect(await read('8001', null, 'nowhere.myshopify.com')).toEqual({ state: 'not_a_member' });
});

test('a member sees what her own orders brought and lost, newest first', async () => {
  const { entries, next, timezone } = ofMember(await read('8001'));
  expect(
    entries.map((entry) => {
      if (entry.kind === 'order') return entry.receipt.nothing;
      return entry.kind === 'posting' && [entry.change, entry.place.at.toISOString()];
    }),
  ).toEqual([[-14, '2026-03-04T10:00:00.000Z'], 'not_paid', [14, '2026-03-01T10:00:00.000Z']]);
  expect(next).toBeNull();
  expect(timezone).toBe('Europe/Berlin');
});

test('a long history comes in pages, without gap or repetition, though all of it happened at once', async () => {
  const pages: number[] = [];
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const { entries, next } = ofMember(await read('8003', cursor));
    pages.push(entries.length);
    for (const entry of entries) seen.add(entry.place.id);
    cursor = next;
  } while (cursor !== null);
  expect(pages).toEqual([8, 8, 3]);
  expect(seen.size).toBe(19);
});

test("another member's cursor only says where to begin, never whose history it is", async () => {
  const { next } = ofMember(await read('8003'));
  const { entries } = ofMember(await read('8002', next));
  expect(entries.map((entry) => entry.kind === 'posting' && entry.change)).toEqual([99]);
});

test.each([
  '',
  'x',
  '1.posting',
  '-5.posting.1',
  '1.lot.1',
  "1.order.1'",
  '1.order.1.1',
  '9e9.order.1',
  '1.order.9999999999999999999',
])('a cursor that we never gave out is refused: "%s"', async (cursor) => {
  expect(await read('8001', cursor)).toEqual({ state: 'unknown_cursor' });
});
