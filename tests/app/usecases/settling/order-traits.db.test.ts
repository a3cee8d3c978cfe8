import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import { publishProgram } from '#app/usecases/programs/publish-program.server.ts';
import { mergeCustomers } from '#app/usecases/settling/merge-customers.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { apiOrder, orderBody } from '#tests/support/order-bodies.ts';

let opened: TestDatabase;
let app: DeliveringApp;
beforeAll(async () => {
  opened = await openTestDatabase();
});
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-03-01T12:00:00Z');
  app.answers['OrdersByIds'] = ({ ids }: { ids: string[] }) => ({
    ok: true,
    data: { nodes: ids.map((gid) => apiOrder({ orderId: Number(gid.split('/').at(-1)) })) },
  });
  sayOfProduct(['spring'], ['11']);
  sayOfCustomer(['VIP', 'lactose']);
  sayOfSubscriptions(null);
  // What else the app tells Shopify is not of interest here.
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
  return () => app.close();
});
afterAll(() => opened.close());

function sayOfProduct(tags: readonly string[] | null, collections: readonly string[] = []): void {
  const product = tags && {
    __typename: 'Product',
    id: 'gid://shopify/Product/301',
    vendor: 'Fernhill',
    productType: 'Coffee',
    tags,
    collections: {
      nodes: collections.map((id) => ({ id: `gid://shopify/Collection/${id}` })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  };
  app.answers['ProductTraits'] = () => ({ ok: true, data: { nodes: [product] } });
}

function sayOfCustomer(tags: readonly string[]): void {
  const customer = { __typename: 'Customer', id: 'gid://shopify/Customer/7', tags };
  app.answers['CustomerTags'] = () => ({ ok: true, data: { nodes: [customer] } });
}

function sayOfSubscriptions(sellingPlan: { name: string } | null): void {
  const lineItems = {
    nodes: [{ id: 'gid://shopify/LineItem/501', sellingPlan }],
    pageInfo: { hasNextPage: false, endCursor: null },
  };
  app.answers['SubscriptionLines'] = ({ ids }: { ids: string[] }) => ({
    ok: true,
    data: { nodes: ids.map((id) => ({ __typename: 'Order', id, lineItems })) },
  });
}

const double: Bonus = {
  key: 'double',
  name: null,
  window: { from: null, until: null },
  conditions: {
    members: { tiers: 'all', tags: { any: [], none: [] } },
    channels: 'all',
    orders: 'all',
    subscriptions: 'all',
    minimum: 0,
  },
  lines: 'all',
  gives: { kind: 'multiple', percent: 200 },
  limits: [],
};

const spring = { products: [], collections: [], vendors: [], types: [], tags: ['Spring'] };

function shopWith(...bonuses: Bonus[]): Promise<Shop> {
  return openShop(opened.database, programOf({ earning: { bonuses } }));
}

async function traitsOf(shop: Shop, orderId = 1001): Promise<OrderTraits | null | undefined> {
  const { rows } = await opened.database.pool.query<{ traits: OrderTraits | null }>(
    'SELECT traits FROM orders WHERE shop_id = $1 AND order_id = $2',
    [shop.id, orderId],
  );
  return rows[0]?.traits;
}

async function hear(shop: Shop, topic: string, body: unknown): Promise<void> {
  await app.deliver(shop, topic, body);
  await app.work();
}

const askedForTraits = () => app.asked.filter((name) => /Traits|Tags|Subscription/.test(name));

test('a program that speaks of nothing but orders asks nobody', async () => {
  const shop = await shopWith(double);
  await hear(shop, 'orders/paid', orderBody());
  expect(await traitsOf(shop)).toBeNull();
  expect(app.asked).not.toContain('OrdersByIds');
  expect(askedForTraits()).toEqual([]);
});

test('an order waits until what the program asks of its products is known', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  app.answers['ProductTraits'] = () => ({
    ok: false,
    failure: { kind: 'unavailable', reason: 'timeout' },
  });
  await hear(shop, 'orders/paid', orderBody());
  expect(await traitsOf(shop)).toBeUndefined();

  sayOfProduct(['spring']);
  app.setTime('2026-03-01T13:00:00Z');
  await hear(shop, 'orders/updated', orderBody());
  expect(await traitsOf(shop)).toMatchObject({ products: { '301': { tags: ['spring'] } } });
  await expectBalancedLedger(opened.database, shop);
});

test('an order that waited for its products stays hers who placed it and was merged meanwhile', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  const since = { customerId: 8, updatedAt: '2026-03-01T11:00:00Z' };
  app.answers['OrdersByIds'] = () => ({ ok: true, data: { nodes: [apiOrder(since)] } });
  const mergedAt = new Date(since.updatedAt);
  const [absorbed, kept] = [CustomerId.parse('7'), CustomerId.parse('8')];
  const merge = { absorbed, kept, mergedAt, isInferred: false };
  await inTransaction(opened.database, (sql) => mergeCustomers(sql, shop, merge, mergedAt));
  await hear(shop, 'orders/paid', orderBody());
  const { rows } = await opened.database.pool.query(
    'SELECT customer_id, track FROM orders WHERE shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual([{ customer_id: kept, track: absorbed }]);
  await expectBalancedLedger(opened.database, shop);
});

test('an order that waited for its products tells of a merge, also where nobody else does', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  const since = { customerId: 8, updatedAt: '2026-03-01T11:00:00Z' };
  app.answers['OrdersByIds'] = () => ({ ok: true, data: { nodes: [apiOrder(since)] } });
  app.answers['Existing'] = ({ ids }: { ids: string[] }) => ({
    ok: true,
    data: { nodes: ids.map((id) => (id.endsWith('Customer/7') ? null : { id })) },
  });
  await hear(shop, 'orders/paid', orderBody());
  const { rows: orders } = await opened.database.pool.query(
    'SELECT customer_id, track FROM orders WHERE shop_id = $1',
    [shop.id],
  );
  expect(orders).toEqual([{ customer_id: '8', track: '7' }]);
  const { rows: members } = await opened.database.pool.query(
    `SELECT m.customer_id, kept.customer_id AS merged_into FROM members m
     LEFT JOIN members kept ON kept.id = m.merged_into WHERE m.shop_id = $1 ORDER BY m.customer_id`,
    [shop.id],
  );
  expect(members).toEqual([
    { customer_id: '7', merged_into: '8' },
    { customer_id: '8', merged_into: null },
  ]);
  await expectBalancedLedger(opened.database, shop);
});

test('an order that waited and was sold on meanwhile is no merge', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  const since = { customerId: 8, updatedAt: '2026-03-01T11:00:00Z' };
  app.answers['OrdersByIds'] = () => ({ ok: true, data: { nodes: [apiOrder(since)] } });
  app.answers['Existing'] = ({ ids }: { ids: string[] }) => ({
    ok: true,
    data: { nodes: ids.map((id) => ({ id })) },
  });
  await hear(shop, 'orders/paid', orderBody());
  const { rows } = await opened.database.pool.query(
    'SELECT count(*)::int AS count FROM members WHERE shop_id = $1 AND merged_into IS NULL',
    [shop.id],
  );
  expect(rows).toEqual([{ count: 2 }]);
});

test('a product that is known is not asked for again until it changes, or an hour has passed', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  await hear(shop, 'orders/paid', orderBody());
  await hear(shop, 'orders/paid', orderBody({ orderId: 1002 }));
  expect(askedForTraits()).toEqual(['ProductTraits']);

  sayOfProduct(['autumn']);
  app.setTime('2026-03-01T12:10:00Z');
  const changed = { id: 301, admin_graphql_api_id: 'gid://shopify/Product/301' };
  await hear(shop, 'products/update', changed);
  app.setTime('2026-03-01T12:20:00Z');
  await hear(shop, 'orders/paid', orderBody({ orderId: 1003 }));
  expect(await traitsOf(shop, 1003)).toMatchObject({ products: { '301': { tags: ['autumn'] } } });

  app.setTime('2026-03-01T12:30:00Z');
  const collection = { id: 11, admin_graphql_api_id: 'gid://shopify/Collection/11' };
  await hear(shop, 'collections/update', collection);
  app.setTime('2026-03-01T12:40:00Z');
  await hear(shop, 'orders/paid', orderBody({ orderId: 1004 }));
  app.setTime('2026-03-01T13:50:00Z');
  await hear(shop, 'orders/paid', orderBody({ orderId: 1005 }));
  expect(askedForTraits()).toHaveLength(4);
});

test('what was recorded with an order stays, whatever becomes of the product', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  await hear(shop, 'orders/paid', orderBody());
  const recorded = await traitsOf(shop);
  sayOfProduct(null);
  app.setTime('2026-03-06T12:00:00Z');
  const [line] = orderBody().line_items;
  const refunded = orderBody({ refundedCents: 1500 });
  await hear(shop, 'orders/updated', { ...refunded, line_items: [{ ...line, product_id: null }] });
  expect(await traitsOf(shop)).toEqual(recorded);
  const { rows } = await opened.database.pool.query<{ product: string }>(
    `SELECT fact #>> '{lines,0,productId}' AS product FROM orders WHERE shop_id = $1`,
    [shop.id],
  );
  expect(rows).toEqual([{ product: '301' }]);
  expect(askedForTraits()).toEqual(['ProductTraits']);
});

test('a product that Shopify does not have any more is recorded as nothing', async () => {
  const shop = await shopWith({ ...double, lines: { only: spring } });
  sayOfProduct(null);
  await hear(shop, 'orders/paid', orderBody());
  const nothing = { collections: [], tags: [], type: '', vendor: '' };
  expect(await traitsOf(shop)).toMatchObject({ products: { '301': nothing } });
});

test('of a buyer’s tags those are recorded of which the program speaks', async () => {
  const members = { tiers: 'all' as const, tags: { any: ['vip'], none: ['staff'] } };
  const shop = await shopWith({ ...double, conditions: { ...double.conditions, members } });
  await hear(shop, 'orders/paid', orderBody());
  expect(await traitsOf(shop)).toMatchObject({ customerTags: ['VIP'] });

  sayOfCustomer(['staff']);
  app.setTime('2026-03-01T12:10:00Z');
  await hear(shop, 'customer.tags_added', { customerId: 'gid://shopify/Customer/7' });
  app.setTime('2026-03-01T12:20:00Z');
  await hear(shop, 'orders/paid', orderBody({ orderId: 1002 }));
  expect(await traitsOf(shop, 1001)).toMatchObject({ customerTags: ['VIP'] });
  expect(await traitsOf(shop, 1002)).toMatchObject({ customerTags: ['staff'] });

  await hear(shop, 'customers/delete', {
    id: 7,
    admin_graphql_api_id: 'gid://shopify/Customer/7',
    addresses: [],
  });
  const { rowCount } = await opened.database.pool.query(
    'SELECT FROM customer_tags WHERE shop_id = $1',
    [shop.id],
  );
  expect(rowCount).toBe(0);
});

test('lines bought by a subscription are found out with each order', async () => {
  const conditions = { ...double.conditions, subscriptions: 'only' } as const;
  const shop = await shopWith({ ...double, conditions });
  sayOfSubscriptions({ name: 'Every month' });
  await hear(shop, 'orders/paid', orderBody());
  sayOfSubscriptions(null);
  await hear(shop, 'orders/paid', orderBody({ orderId: 1002 }));
  expect(await traitsOf(shop, 1001)).toMatchObject({ subscriptionLines: ['501'] });
  expect(await traitsOf(shop, 1002)).toMatchObject({ subscriptionLines: [] });
});

/** What an order earned, by which version. */
async function judgementOf(shop: Shop, orderId = 1001) {
  const { rows } = await opened.database.pool.query<{ points: number; version: number }>(
    `SELECT settled_points::int AS points, (receipt ->> 'programVersion')::int AS version FROM orders
     WHERE shop_id = $1 AND order_id = $2`,
    [shop.id, orderId],
  );
  return rows[0];
}

async function publish(shop: Shop, ...bonuses: Bonus[]): Promise<void> {
  const document = programOf({ earning: { bonuses } });
  const source = { kind: 'document', document } as const;
  const request = { staffUserId: '42', source, begins: 'now', note: null } as const;
  const outcome = await publishProgram(app.services, shop, request);
  expect(outcome).toMatchObject({ outcome: 'published' });
}

describe('a version that asks for more begins', () => {
  /** Shopify's clock is a little ahead of ours: the order was placed when the version is in force already. */
  beforeEach(() => app.setTime('2026-03-01T09:59:59Z'));
  const springDoubles = { ...double, lines: { only: spring } };
  const tagged = (tag: string): Bonus => ({
    ...double,
    key: tag,
    conditions: { ...double.conditions, members: { tiers: 'all', tags: { any: [tag], none: [] } } },
  });

  test('after an order was settled: it stays as it is until that is known, and is judged by it then', async () => {
    const shop = await shopWith();
    await hear(shop, 'orders/paid', orderBody());
    expect(await judgementOf(shop)).toEqual({ points: 40, version: 1 });
    await publish(shop, springDoubles);
    expect(await judgementOf(shop)).toEqual({ points: 40, version: 1 });
    await app.work();
    expect(await judgementOf(shop)).toEqual({ points: 80, version: 2 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('between an order’s being asked about and its being settled: it is asked about once more', async () => {
    const shop = await shopWith(springDoubles);
    const answer = app.answers['ProductTraits'];
    app.answers['ProductTraits'] = async (variables) => {
      await publish(shop, springDoubles, tagged('vip'));
      return answer?.(variables) ?? { ok: false, failure: { kind: 'not_installed' } };
    };
    await hear(shop, 'orders/paid', orderBody());
    expect(await judgementOf(shop)).toEqual({ points: 120, version: 2 });
    expect(askedForTraits()).toEqual(['ProductTraits', 'CustomerTags']);
  });

  test('and asks for another tag: those that are recorded say nothing of it', async () => {
    const shop = await shopWith(tagged('vip'));
    await hear(shop, 'orders/paid', orderBody());
    expect(await traitsOf(shop)).toMatchObject({ customerTags: ['VIP'], tagsAsked: ['vip'] });
    await publish(shop, tagged('lactose'));
    await app.work();
    expect(await judgementOf(shop)).toEqual({ points: 80, version: 2 });
    const both = { customerTags: ['VIP', 'lactose'], tagsAsked: ['lactose', 'vip'] };
    expect(await traitsOf(shop)).toMatchObject(both);
  });
});
