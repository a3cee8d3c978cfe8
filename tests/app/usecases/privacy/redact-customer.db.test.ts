import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type DeliveringApp, openDeliveringApp } from '#tests/support/delivering-app.ts';
import { findEverywhere } from '#tests/support/every-table.ts';
import { balancesOf, expectBalancedLedger, openShop } from '#tests/support/ledger.ts';
import {
  customerRedactionBody,
  dataRequestBody,
  deletedCustomerBody,
} from '#tests/support/lifecycle-bodies.ts';
import { apiOrder, orderBody } from '#tests/support/order-bodies.ts';

/** Whose traces are looked for: every value is one that nothing else contains. */
const ADA = {
  customerId: 7_000_007,
  email: 'ada.lovelace+points@example.com',
  phone: '+4915112345678',
  orderIds: [5_001],
};
const NAMES = ['Adalinde', 'Zwetschgenbaum'];
const TRACES = [...NAMES, ADA.email, 'ada.lovelace', ADA.phone, '15112345678', 'Hagebuttenweg'];

let opened: TestDatabase;
let app: DeliveringApp;
let shop: Shop;

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  app = await openDeliveringApp(opened, '2026-04-01T00:00:00Z');
  shop = await openShop(opened.database);
  // The storefront is told, whatever it is.
  app.answers['SetMetafields'] = () => ({ ok: true, data: { metafieldsSet: { userErrors: [] } } });
});
afterEach(async () => {
  await opened.database.pool.query('DELETE FROM inbox');
  await app.close();
});

/** An order of hers with everything personal that Shopify puts into one. */
function herOrder(changes: Parameters<typeof orderBody>[0] = {}) {
  const body = orderBody({ orderId: 5_001, customerId: ADA.customerId, ...changes });
  return {
    ...body,
    email: ADA.email,
    contact_email: ADA.email.toUpperCase(),
    phone: ADA.phone,
    landing_site: `/?contact=${encodeURIComponent(ADA.email)}`,
    customer: {
      ...body.customer,
      first_name: NAMES[0],
      last_name: NAMES[1],
      email: ADA.email,
      phone: ADA.phone,
    },
    billing_address: { address1: 'Hagebuttenweg 3' },
  };
}

const herRefund = {
  id: 91,
  order_id: 5_001,
  refund_line_items: [],
  note: `paid back to ${NAMES.join(' ')}`,
};

/** Every way by which something of hers gets into the database. */
async function plant(): Promise<void> {
  await app.deliver(shop, 'orders/paid', herOrder());
  await app.deliver(shop, 'customers/update', {
    id: ADA.customerId,
    first_name: NAMES[0],
    last_name: NAMES[1],
    email: ADA.email,
    phone: ADA.phone,
  });
  // What cannot be understood names her by her e-mail only, or by her order.
  await app.deliver(shop, 'orders/updated', `{"email": "${ADA.email}", "line_items": 3}`);
  await app.deliver(shop, 'carts/update', { note: NAMES[0], order_id: 5_001 });
  await app.deliver(shop, 'customers/data_request', dataRequestBody(shop.domain, ADA));
  // And somebody else, whose ids begin like hers.
  const other = orderBody({ orderId: 50_010, customerId: 70_000_071, customerName: 'Grace' });
  await app.deliver(shop, 'orders/paid', other);
  await app.work();
}

async function redact(): Promise<void> {
  await app.deliver(shop, 'customers/redact', customerRedactionBody(shop.domain, ADA));
  await app.work();
}

const bodyOf = async (topic: string) => {
  const { rows } = await opened.database.pool.query<{ state: string; body: Buffer | null }>(
    'SELECT state, body FROM inbox WHERE shop_id = $1 AND topic = $2 ORDER BY id',
    [shop.id, topic],
  );
  return rows.map(({ state, body }) => [state, body?.toString() ?? null]);
};

const herMember = async () => {
  const { rows } = await opened.database.pool.query<Record<string, unknown>>(
    `SELECT first_name, last_name, email, phone, locale, redacted_at IS NOT NULL AS is_redacted
     FROM members WHERE shop_id = $1 AND customer_id = $2`,
    [shop.id, ADA.customerId],
  );
  return rows;
};

const NAMELESS = {
  first_name: null,
  last_name: null,
  email: null,
  phone: null,
  locale: null,
  is_redacted: true,
};

test('nothing of her is left in any table or in the log, and her ledger is', async () => {
  await plant();
  expect(await findEverywhere(opened.database, TRACES)).not.toEqual([]);
  await redact();
  expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
  for (const trace of TRACES) expect(app.log()).not.toContain(trace);
  expect(await herMember()).toEqual([NAMELESS]);
  expect(await balancesOf(opened.database, shop, `${ADA.customerId}`)).toMatchObject({
    available: 40,
  });
  await expectBalancedLedger(opened.database, shop);
});

test('what others left stays, also where their ids begin like hers', async () => {
  await plant();
  await redact();
  const bodies = await bodyOf('orders/paid');
  expect(bodies.map(([, body]) => body === null)).toEqual([true, false]);
  const { rows } = await opened.database.pool.query(
    'SELECT first_name FROM members WHERE shop_id = $1 AND redacted_at IS NULL',
    [shop.id],
  );
  expect(rows).toEqual([{ first_name: 'Grace' }]);
});

test('the log of what was done says it, without a name', async () => {
  await redact();
  const { rows } = await opened.database.pool.query(
    'SELECT actor, action, subject FROM audit_log WHERE shop_id = $1',
    [shop.id],
  );
  const subject = `customer:${ADA.customerId}`;
  expect(rows).toEqual([{ actor: 'shopify', action: 'customer.redacted', subject }]);
});

describe('what is still under way', () => {
  test('is applied first, wherever it lies in the inbox', async () => {
    await app.deliver(shop, 'customers/redact', customerRedactionBody(shop.domain, ADA));
    await app.deliver(shop, 'orders/paid', herOrder());
    await app.work();
    expect(await balancesOf(opened.database, shop, `${ADA.customerId}`)).toMatchObject({
      available: 40,
    });
    expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
    await expectBalancedLedger(opened.database, shop);
  });

  test('and must wait for Shopify keeps the order’s id alone, and is settled later', async () => {
    app.answers['OrdersByIds'] = () => ({
      ok: false,
      failure: { kind: 'unavailable', reason: 'HTTP 503' },
    });
    await app.deliver(shop, 'orders/paid', herOrder());
    await app.deliver(shop, 'refunds/create', herRefund);
    await app.work();
    await redact();
    expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
    expect(await bodyOf('refunds/create')).toEqual([
      ['waiting', '{"id":"91","order_id":"5001","refund_line_items":[]}'],
    ]);
    app.answers['OrdersByIds'] = () => ({
      ok: true,
      data: {
        nodes: [apiOrder({ orderId: 5_001, customerId: ADA.customerId, refundedCents: 1500 })],
      },
    });
    app.setTime('2026-04-02T00:00:00Z');
    await app.deliver(shop, 'orders/paid', orderBody());
    await app.work();
    expect(await balancesOf(opened.database, shop, `${ADA.customerId}`)).toMatchObject({
      available: 25,
    });
    expect(await herMember()).toEqual([NAMELESS]);
    await expectBalancedLedger(opened.database, shop);
  });
});

describe('what comes afterwards', () => {
  test.each([
    ['a late change of her order', 'orders/updated', herOrder({ refundedCents: 1500 }), 25],
    [
      'an order that was never seen',
      'orders/paid',
      herOrder({ orderId: 6_001, updatedAt: '2026-03-02T10:00:00Z' }),
      80,
    ],
    [
      'news of her details',
      'customers/update',
      { id: ADA.customerId, first_name: NAMES[0], email: ADA.email },
      40,
    ],
    ['her deletion in the shop', 'customers/delete', deletedCustomerBody(ADA.customerId), 40],
  ])('%s settles, and brings nothing personal back', async (_name, topic, body, available) => {
    await plant();
    await redact();
    await app.deliver(shop, topic, body);
    await app.work();
    expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
    expect(await herMember()).toEqual([NAMELESS]);
    expect(await balancesOf(opened.database, shop, `${ADA.customerId}`)).toMatchObject({
      available,
    });
    await expectBalancedLedger(opened.database, shop);
  });

  test('Shopify is not told of her any more', async () => {
    await plant();
    await redact();
    const { rows } = await opened.database.pool.query<{ id: string }>(
      'SELECT id FROM members WHERE shop_id = $1 AND customer_id = $2',
      [shop.id, ADA.customerId],
    );
    const written = app.asked.length;
    await inTransaction(opened.database, (sql) =>
      queueEffects(sql, shop.id, 'member-summary', [rows[0]?.id ?? ''], new Date()),
    );
    await app.work();
    expect(app.asked.slice(written)).toEqual([]);
    const left = await opened.database.pool.query('SELECT FROM effects WHERE shop_id = $1', [
      shop.id,
    ]);
    expect(left.rowCount).toBe(0);
  });

  test('the demand once more changes nothing', async () => {
    await plant();
    await redact();
    await redact();
    expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
    expect(await herMember()).toEqual([NAMELESS]);
    expect((await bodyOf('customers/redact')).map(([state]) => state)).toEqual(['done', 'done']);
  });
});

test('who was no member does not become one by an order that was under way', async () => {
  await redact();
  await app.deliver(shop, 'orders/paid', herOrder());
  await app.work();
  expect(await herMember()).toEqual([NAMELESS]);
  expect(await findEverywhere(opened.database, TRACES)).toEqual([]);
  await expectBalancedLedger(opened.database, shop);
});

test('a customer who is deleted in the shop is nameless too, and stays so', async () => {
  await plant();
  await app.deliver(shop, 'customers/delete', deletedCustomerBody(ADA.customerId));
  await app.deliver(shop, 'customers/update', {
    id: ADA.customerId,
    first_name: NAMES[0],
    email: ADA.email,
  });
  await app.work();
  expect(await herMember()).toEqual([NAMELESS]);
});

test('a demand that names another shop forgets nobody', async () => {
  await plant();
  await app.deliver(shop, 'customers/redact', customerRedactionBody('tea.myshopify.com', ADA));
  await app.work();
  expect(await herMember()).not.toEqual([NAMELESS]);
  expect((await bodyOf('customers/redact')).map(([state]) => state)).toEqual(['unreadable']);
});
