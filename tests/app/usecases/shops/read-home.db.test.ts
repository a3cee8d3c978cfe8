import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { readHome } from '#app/usecases/shops/read-home.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

import { customer, installTestShop, order, refunded, settleEach } from '../a-shop-with-orders.ts';

let opened: TestDatabase;
let shop: Shop;
let otherShop: Shop;

const anna = customer('7001', 'Anna', 'Schmidt');
const ben = customer('7002', 'Ben', 'Okafor');
const clock = { now: () => new Date('2026-11-22T12:00:00Z') };

beforeAll(async () => {
  opened = await openTestDatabase();
  shop = await installTestShop(opened.database);
  otherShop = await installTestShop(opened.database, 'other.myshopify.com');
});

afterAll(() => opened.close());

const counted = (count: number) => ({ count, isMore: false });
const read = (of: Shop) => readHome({ database: opened.database, clock }, of.id);

test('a shop without orders reads as zeros', async () => {
  const home = await read(shop);
  expect(home.members).toEqual({ total: 0, joined: 0, joinedBefore: 0 });
  expect(home.issued).toEqual({ period: 0, periodBefore: 0, total: 0, takenBack: 0 });
  expect(home.outstanding).toEqual({ now: 0, change: 0, owed: 0 });
  expect(home.webhooks).toEqual({
    processed: counted(0),
    waiting: counted(0),
    unreadable: counted(0),
    lastReceivedAt: null,
  });
  expect(home.dataRequests).toEqual({ open: 0, nextDueAt: null });
  expect(home.rewards).toEqual({ doubtful: counted(0), paused: 0, canBeRedeemed: false });
  expect(home.recent).toEqual([]);
});

test('figures cover the last 30 days and the 30 before, of this shop alone', async () => {
  const july = order('1', anna, 100, '2026-07-01T10:00:00Z');
  const october = order('2', ben, 20.5, '2026-10-01T10:00:00Z');
  const november = order('3', anna, 30, '2026-11-10T10:00:00Z');
  await settleEach(opened.database, shop, [july, october, november]);
  await settleEach(opened.database, shop, [refunded(november, '2026-11-20T10:00:00Z')]);
  await settleEach(opened.database, otherShop, [order('4', ben, 999, '2026-11-10T10:00:00Z')]);

  const home = await read(shop);
  expect(home.members).toEqual({ total: 2, joined: 0, joinedBefore: 1 });
  expect(home.issued).toEqual({ period: 30, periodBefore: 20, total: 150, takenBack: 30 });
  expect(home.outstanding).toEqual({ now: 120, change: 0, owed: 0 });
});

test('the newest postings come first, each with whose it is and its receipt', async () => {
  const { recent } = await read(shop);
  expect(recent.map(({ firstName, change }) => [firstName, change])).toEqual([
    ['Anna', -30],
    ['Anna', 30],
    ['Ben', 20],
    ['Anna', 100],
  ]);
  expect(recent[0]?.transfers[0]?.receipt.movement).toBe('taken_back_own');
});

test('deliveries are counted by what became of them, those that were done in the last day', async () => {
  const states = ['done', 'done', 'received', 'waiting', 'unreadable'];
  await opened.database.pool.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body, state)
     SELECT $1::bigint, state || ordinality, 'orders/create', '2026-11-22T11:00:00Z'::timestamptz, ''::bytea, state
     FROM unnest($2::text[]) WITH ORDINALITY AS given (state, ordinality)
     UNION ALL SELECT $1::bigint, 'old', 'orders/create', '2026-11-20T11:00:00Z', '', 'done'
     UNION ALL SELECT $1::bigint, 'test', 'evergreen/test', '2026-11-22T11:59:00Z', '', 'done'`,
    [shop.id, states],
  );
  expect((await read(shop)).webhooks).toEqual({
    processed: counted(2),
    waiting: counted(2),
    unreadable: counted(1),
    lastReceivedAt: '2026-11-22T11:00:00.000Z',
  });
  expect((await read(otherShop)).webhooks.processed).toEqual(counted(0));
});

test('the most urgent of the open data requests is told', async () => {
  await opened.database.pool.query(
    `INSERT INTO data_requests (shop_id, request_id, customer_id, order_ids, requested_at, due_at, handed_over_at)
     VALUES ($1, 'a', 7001, '{}', '2026-11-01', '2026-12-01', NULL),
       ($1, 'b', 7002, '{}', '2026-11-10', '2026-12-10', NULL),
       ($1, 'c', 7002, '{}', '2026-10-01', '2026-10-31', '2026-10-05')`,
    [shop.id],
  );
  expect((await read(shop)).dataRequests).toEqual({
    open: 2,
    nextDueAt: '2026-12-01T00:00:00.000Z',
  });
});
