import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findShop, type Shop } from '#app/db/shops/shops.server.ts';
import { readReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { drainInbox } from '#app/usecases/inbox/drain-inbox.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import { type Answers, answeringAdminApi } from '#tests/support/admin-api.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import { deletedCustomerBody } from '#tests/support/lifecycle-bodies.ts';
import { apiOrder, orderBody } from '#tests/support/order-bodies.ts';
import { testServices } from '#tests/support/services.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const NOW = new Date('2026-04-01T00:00:00Z');

function services(answers: Answers = {}): Services & { asked: string[] } {
  const adminApi = answeringAdminApi(answers);
  const clock = { now: () => NOW };
  return { ...testServices(opened.database, { clock, adminApi }), asked: adminApi.asked };
}

let deliveries = 0;

async function receive(shop: Shop, topic: string, body: unknown): Promise<void> {
  deliveries += 1;
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  await opened.database.pool.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body) VALUES ($1, $2, $3, $4, $5)`,
    [shop.id, `delivery-${deliveries}`, topic, NOW, Buffer.from(raw)],
  );
}

async function states(shop: Shop) {
  const { rows } = await opened.database.pool.query<{ state: string; reason: string | null }>(
    `SELECT state, reason FROM inbox WHERE shop_id = $1 ORDER BY id`,
    [shop.id],
  );
  return rows.map((row) => [row.state, readReason(row.reason)] as const);
}

describe('what a delivery becomes', () => {
  test('a paid order earns, and the delivery is done', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', orderBody());
    expect(await drainInbox(services(), shop.id)).toBe(1);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    expect(await states(shop)).toEqual([['done', null]]);
  });

  test('a refund is settled by reading its whole order', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', orderBody());
    await receive(shop, 'refunds/create', { id: 91, order_id: 1001 });
    const asking = services({
      OrdersByIds: () => ({ ok: true, data: { nodes: [apiOrder({ refundedCents: 1500 })] } }),
    });
    await drainInbox(asking, shop.id);
    expect(asking.asked).toEqual(['OrdersByIds']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 25 });
    await expectBalancedLedger(opened.database, shop);
  });

  test('an order paid by gift card that Shopify does not show any more is settled as it came', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', { ...orderBody(), payment_gateway_names: ['gift_card'] });
    const asking = services({ OrdersByIds: () => ({ ok: true, data: { nodes: [null] } }) });
    await drainInbox(asking, shop.id);
    expect(asking.asked).toEqual(['OrdersByIds']);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
    expect(await states(shop)).toEqual([['done', { code: 'order_not_shown' }]]);
  });

  test('a refund whose order has arrived with it asks nobody', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'refunds/create', { id: 91, order_id: 1001 });
    await receive(shop, 'orders/updated', orderBody({ refundedCents: 1500 }));
    const asking = services();
    await drainInbox(asking, shop.id);
    expect(asking.asked).toEqual([]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 25 });
  });

  test('while Shopify does not answer the refund waits, and what is behind it does not', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'refunds/create', { id: 91, order_id: 1001 });
    await receive(shop, 'orders/paid', orderBody());
    const silent = services({
      OrdersByIds: () => ({ ok: false, failure: { kind: 'unavailable', reason: 'timeout' } }),
    });
    await drainInbox(silent, shop.id);
    expect(await states(shop)).toEqual([
      ['waiting', { code: 'no_answer', failure: 'unavailable' }],
      ['done', null],
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
  });

  test('what the rate limit lets through stays settled, and only the others wait', async () => {
    const shop = await openShop(opened.database);
    for (let order = 1001; order <= 1007; order += 1) {
      await receive(shop, 'orders/edited', { order_edit: { order_id: order } });
    }
    let calls = 0;
    const narrow = services({
      OrdersByIds: ({ ids }: { ids: string[] }) => {
        calls += 1;
        if (calls === 2) return { ok: false, failure: { kind: 'throttled', retryAfterMs: 1_500 } };
        const orderIds = ids.map((id) => Number(id.split('/').at(-1)));
        const nodes = orderIds.map((orderId) => apiOrder({ orderId, customerId: 7 }));
        return { ok: true, data: { nodes } };
      },
    });
    await drainInbox(narrow, shop.id);
    expect((await states(shop)).map(([state]) => state)).toEqual([
      ...Array.from({ length: 5 }, () => 'done'),
      ...['waiting', 'waiting'],
    ]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 200 });
  });

  test('an order that was deleted is worth nothing, and does not come back by a late delivery', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', orderBody());
    await receive(shop, 'orders/delete', { id: 1001 });
    await drainInbox(services(), shop.id);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0 });
    await receive(shop, 'orders/updated', orderBody({ updatedAt: '2026-03-09T10:00:00Z' }));
    await drainInbox(services(), shop.id);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 0 });
  });

  test('a changed customer changes the member, a deleted one leaves the ledger', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', orderBody());
    await receive(shop, 'customers/update', { id: 7, first_name: 'Ada', last_name: 'Lovelace' });
    await drainInbox(services(), shop.id);
    const name = () =>
      opened.database.pool.query(`SELECT first_name FROM members WHERE shop_id = $1`, [shop.id]);
    expect((await name()).rows).toEqual([{ first_name: 'Ada' }]);
    await receive(shop, 'customers/delete', deletedCustomerBody(7));
    await drainInbox(services(), shop.id);
    expect((await name()).rows).toEqual([{ first_name: null }]);
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
  });

  test('what cannot be understood is kept and says why, and stops nothing', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', '{"id": 1');
    await receive(shop, 'orders/paid', { id: 'x', line_items: 3 });
    await receive(shop, 'carts/update', { id: 1 });
    await receive(shop, 'orders/paid', orderBody());
    await drainInbox(services(), shop.id);
    const outcome = await states(shop);
    expect(outcome.map(([state]) => state)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'done',
    ]);
    expect(outcome[0]?.[1]).toEqual({ code: 'not_json' });
    expect(outcome[1]?.[1]).toMatchObject({ code: 'unexpected_body' });
    expect(await balancesOf(opened.database, shop, '7')).toMatchObject({ available: 40 });
  });

  test('one that the database refuses is set aside alone', async () => {
    await opened.database.pool.query(
      `ALTER TABLE members ADD CONSTRAINT nobody_of_this_name CHECK (first_name <> 'Nobody')`,
    );
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/paid', orderBody({ customerName: 'Nobody' }));
    await receive(shop, 'orders/paid', orderBody({ orderId: 1002, customerId: 8 }));
    await drainInbox(services(), shop.id);
    expect((await states(shop)).map(([state]) => state)).toEqual(['unreadable', 'done']);
    expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
  });

  test('one whose whole order cannot be read is set aside alone', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'orders/edited', { order_edit: { order_id: 1001 } });
    await receive(shop, 'orders/edited', { order_edit: { order_id: 1002 } });
    const impossible = { ...apiOrder({ orderId: 1001 }), updatedAt: 'tomorrow' };
    const good = apiOrder({ orderId: 1002, customerId: 8 });
    const asking = services({
      OrdersByIds: ({ ids }: { ids: string[] }) => {
        const nodes = [impossible, good].filter((node) => ids.includes(node.id));
        return { ok: true, data: { nodes } };
      },
    });
    await drainInbox(asking, shop.id);
    expect((await states(shop)).map(([state]) => state)).toEqual(['unreadable', 'done']);
    expect(await balancesOf(opened.database, shop, '8')).toMatchObject({ available: 40 });
  });
});

test('what becomes of deliveries is counted, by topic family', async () => {
  const shop = await openShop(opened.database);
  await receive(shop, 'orders/paid', orderBody());
  await receive(shop, 'orders/paid', '{"id": 1');
  const counting = services();
  await drainInbox(counting, shop.id);
  const scraped = await counting.metrics.registry.metrics();
  expect(scraped).toContain('evergreen_deliveries_applied_total{family="orders",outcome="done"} 1');
  expect(scraped).toContain(
    'evergreen_deliveries_applied_total{family="orders",outcome="unreadable"} 1',
  );
});

test('ids beyond 2^53 are kept to the last digit', async () => {
  const shop = await openShop(opened.database);
  const body = JSON.stringify(orderBody()).replace('"id":1001', '"id":820982911946154501');
  await receive(shop, 'orders/paid', body);
  await drainInbox(services(), shop.id);
  const { rows } = await opened.database.pool.query(
    `SELECT order_id FROM orders WHERE shop_id = $1`,
    [shop.id],
  );
  expect(rows).toEqual([{ order_id: '820982911946154501' }]);
});

describe('news that Shopify is asked about', () => {
  const said = (ianaTimezone: string): Answers => ({
    ShopDetails: () => ({
      ok: true,
      data: {
        shop: {
          name: 'Fernhill',
          currencyCode: 'EUR',
          ianaTimezone,
          primaryDomain: { localization: { defaultLocale: 'en' } },
          plan: { partnerDevelopment: false },
        },
      },
    }),
  });

  test('a shop that moved sets its clocks, by what Shopify says and not the delivery', async () => {
    const shop = await openShop(opened.database);
    await receive(shop, 'shop/update', { currency: 'JPY', iana_timezone: 'Asia/Tokyo' });
    await drainInbox(services(said('America/New_York')), shop.id);
    expect(await states(shop)).toEqual([['done', null]]);
    expect(await findShop(opened.database.pool, shop.id)).toMatchObject({
      currency: 'EUR',
      timezone: 'Europe/Berlin until 2026-04-01T04:00:00.000Z, America/New_York',
    });
  });

  test('a discount that is gone has rewards looked after, where it is one of theirs', async () => {
    const shop = await openShop(opened.database);
    const { pool } = opened.database;
    await pool.query(
      `INSERT INTO reward_discounts (shop_id, reward_key, terms, terms_key, bucket, shopify_id, first_code, state, created_at)
       VALUES ($1, 'five-off', '{}', 'terms', 'open', 41, 'FIRST', 'active', $2)`,
      [shop.id, NOW],
    );
    const gone = (id: number) => ({
      admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}`,
      deleted_at: '2026-04-01T02:00:00+02:00',
    });
    const isRedeemed = async () => {
      const { rows } = await pool.query<{ state: string }>(
        'SELECT state FROM reward_discounts WHERE shop_id = $1',
        [shop.id],
      );
      return rows[0]?.state;
    };
    await receive(shop, 'discounts/delete', gone(40));
    await drainInbox(services(), shop.id);
    expect(await isRedeemed()).toBe('active');
    await receive(shop, 'discounts/delete', gone(41));
    await drainInbox(services(), shop.id);
    expect(await isRedeemed()).toBe('wanted');
    expect(await states(shop)).toEqual([
      ['done', null],
      ['done', null],
    ]);
  });

  test('a discount that was changed, or a code that is gone, is looked at', async () => {
    const shop = await openShop(opened.database);
    const { pool } = opened.database;
    await pool.query(
      `INSERT INTO reward_discounts (shop_id, reward_key, terms, terms_key, bucket, shopify_id, first_code, state, created_at, checked_at)
       VALUES ($1, 'five-off', '{}', 'terms', 'open', 41, 'FIRST', 'active', $2, $2)`,
      [shop.id, NOW],
    );
    await pool.query(
      `INSERT INTO reward_codes (shop_id, discount_id, code, state)
       SELECT $1, id, code, 'free' FROM reward_discounts, unnest('{ONE,TWO}'::text[]) AS code WHERE shop_id = $1`,
      [shop.id],
    );
    const body = (id: number) => ({ admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}` });
    const read = async () => {
      const { rows } = await pool.query<{ due: boolean; free: string }>(
        `SELECT checked_at IS NULL AS due, (SELECT string_agg(code, ' ' ORDER BY code) FROM reward_codes
           WHERE shop_id = $1) AS free FROM reward_discounts WHERE shop_id = $1`,
        [shop.id],
      );
      return rows[0];
    };
    await receive(shop, 'discounts/update', body(40));
    const removed = { id: 'gid://shopify/DiscountRedeemCode/2', code: 'SUMMER' };
    await receive(shop, 'discounts/redeemcode_removed', { ...body(40), redeem_code: removed });
    await drainInbox(services(), shop.id);
    expect(await read()).toEqual({ due: false, free: 'ONE TWO' });
    await receive(shop, 'discounts/update', body(41));
    const one = { ...removed, code: 'ONE' };
    await receive(shop, 'discounts/redeemcode_removed', { ...body(41), redeem_code: one });
    await drainInbox(services(), shop.id);
    expect(await read()).toEqual({ due: true, free: 'TWO' });
  });
});
