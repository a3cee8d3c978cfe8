import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { readMemberData } from '#app/usecases/privacy/read-member-data.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { openShop } from '#tests/support/ledger.ts';
import { dataRequestBody } from '#tests/support/lifecycle-bodies.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

const ADA = { customerId: 7, email: 'ada@example.com', orderIds: [1_001, 3_001] };

let opened: TestDatabase;
let app: DeliveringApp;
let shop: Shop;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-04-01T00:00:00Z');
  app.answers['SetMetafields'] = () => ({
    ok: false,
    failure: { kind: 'unavailable', reason: 'HTTP 503' },
  });
  shop = await openShop(opened.database);
});
afterEach(() => app.close());

const request = (requestId = 9999) =>
  app.deliver(shop, 'customers/data_request', dataRequestBody(shop.domain, ADA, requestId));
const requests = async () => {
  const { rows } = await opened.database.pool.query(
    `SELECT request_id, customer_id, order_ids, requested_at, due_at, handed_over_at
     FROM data_requests WHERE shop_id = $1 ORDER BY id`,
    [shop.id],
  );
  return rows as unknown[];
};

test('a request is noted once, due in thirty days, and its body not kept', async () => {
  await request();
  await request();
  await app.work();
  expect(await requests()).toEqual([
    {
      request_id: '9999',
      customer_id: '7',
      order_ids: ['1001', '3001'],
      requested_at: new Date('2026-04-01T00:00:00Z'),
      due_at: new Date('2026-05-01T00:00:00Z'),
      handed_over_at: null,
    },
  ]);
  const { rows } = await opened.database.pool.query(
    'SELECT state, body FROM inbox WHERE shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([
    { state: 'done', body: null },
    { state: 'done', body: null },
  ]);
  await request(10_000);
  await app.work();
  expect(await requests()).toHaveLength(2);
});

test('a customer gets everything that is kept of her, and nothing of others', async () => {
  const bought = orderBody({ orderId: 1_001 });
  await app.deliver(shop, 'orders/paid', {
    ...bought,
    customer: { ...bought.customer, email: ADA.email },
  });
  await app.deliver(shop, 'orders/paid', { ...orderBody({ orderId: 3_001 }), customer: null });
  await app.deliver(shop, 'orders/paid', orderBody({ orderId: 2_001, customerId: 8 }));
  await app.deliver(shop, 'orders/updated', `not JSON, but of ${ADA.email}`);
  await request();
  await app.work();
  const data = await readMemberData(app.services, shop.id, CustomerId.parse('7'));
  expect(data).toMatchObject({
    customerId: '7',
    member: {
      profile: { firstName: 'Ada', lastName: 'King', email: ADA.email, phone: null, locale: 'en' },
      joinedAt: '2026-03-01T10:00:00.000Z',
      standing: { available: '40', pending: '0', held: '0', owed: '0', earned: '40' },
    },
    orders: [
      { orderId: '1001', settledPoints: '40', fact: { customerId: '7' }, receipt: { points: 40 } },
      { orderId: '3001', settledPoints: '0', fact: { customerId: null } },
    ],
    transfers: [{ source: 'issued', destination: 'available', amount: '40', cause: 'order 1001' }],
    lots: [{ cause: 'order 1001', amount: '40', remaining: '40' }],
    tier: { standing: { tier: 'bronze' }, moves: [], setByHand: [], perksUsed: [], gifts: [] },
    effects: [
      { kind: 'member-summary', attempts: 1 },
      { kind: 'member-tier', attempts: 1 },
    ],
    deliveries: [
      { topic: 'orders/paid', state: 'done', body: { id: 1_001 } },
      { topic: 'orders/paid', state: 'done', body: { id: 3_001 } },
      { topic: 'orders/updated', state: 'unreadable', body: `not JSON, but of ${ADA.email}` },
    ],
    dataRequests: [{ requestId: '9999', orderIds: ['1001', '3001'] }],
  });
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});

test('of a customer whom nobody knows there is an empty answer', async () => {
  await request();
  await app.work();
  expect(await readMemberData(app.services, shop.id, CustomerId.parse('7'))).toMatchObject({
    member: null,
    orders: [],
    transfers: [],
    lots: [],
    redemptions: [],
    effects: [],
    deliveries: [],
    dataRequests: [{ requestId: '9999' }],
  });
});
