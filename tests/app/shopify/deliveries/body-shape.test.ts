import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import {
  type BodyShape,
  shapeOf,
  topicOfShape,
} from '#app/shopify/deliveries/body-shape.server.ts';
import { ofShop, readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';
import {
  customerRedactionBody,
  dataRequestBody,
  deletedCustomerBody,
  scopesUpdateBody,
  shopRedactionBody,
  uninstalledShopBody,
} from '#tests/support/lifecycle-bodies.ts';
import { consentBody, mergeBody, transactionBody } from '#tests/support/event-bodies.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

const SHARED_DATA = process.env['EVERGREEN_SHARED_DATA'] ?? join('..', 'shared', 'data');

const SHOP = 'beans.myshopify.com';
const gid = (kind: string, id: number) => ({
  id,
  admin_graphql_api_id: `gid://shopify/${kind}/${id}`,
});

/** One body of each shape, with the topic that it belongs to. */
const BODIES: readonly [shape: BodyShape, topic: string, body: unknown][] = [
  ['order', 'orders/paid', orderBody()],
  ['order_edit', 'orders/edited', { order_edit: { id: 3, order_id: 1001, line_items: {} } }],
  ['refund', 'refunds/create', { ...gid('Refund', 91), order_id: 1001, refund_line_items: [] }],
  ['transaction', 'order_transactions/create', transactionBody(1001)],
  ['deleted_order', 'orders/delete', { id: 1001 }],
  ['customer', 'customers/update', { ...gid('Customer', 7), first_name: 'Ada', email: null }],
  ['deleted_customer', 'customers/delete', deletedCustomerBody(7)],
  ['email_consent', 'customers_email_marketing_consent/update', consentBody()],
  ['customer_merge', 'customers/merge', mergeBody({ kept: 7, absorbed: 8 })],
  ['shop', 'app/uninstalled', uninstalledShopBody(SHOP)],
  ['scopes_update', 'app/scopes_update', scopesUpdateBody(['read_orders'])],
  ['data_request', 'customers/data_request', dataRequestBody(SHOP, { customerId: 7 })],
  ['customer_redaction', 'customers/redact', customerRedactionBody(SHOP, { customerId: 7 })],
  ['shop_redaction', 'shop/redact', shopRedactionBody(SHOP)],
];

const read = (topic: string, body: unknown) =>
  readDelivery(topic, Buffer.from(JSON.stringify(body)));

describe('a body is recognised', () => {
  test.each(BODIES)('%s', (shape, _topic, body) => {
    expect(shapeOf(body)).toBe(shape);
  });

  test('by its global id before its keys: an order that carries only a few of them', () => {
    expect(shapeOf({ ...gid('Order', 1), financial_status: 'paid' })).toBe('order');
    expect(shapeOf(gid('Order', 1))).toBe('deleted_order');
    expect(shapeOf({ ...gid('Product', 1), title: 'Bag', line_items: [] })).toBe('product');
    expect(shapeOf({ ...gid('Theme', 1), line_items: [] })).toBe('unknown');
  });

  test.each([[null], [[]], ['order'], [7], [{}], [{ name: 'a' }], [{ order_id: 1, id: 2 }]])(
    'or not: %j',
    (body) => {
      expect(shapeOf(body)).toBe('unknown');
    },
  );

  test.skipIf(!existsSync(SHARED_DATA)).each([
    ['order_paid_2025.json', 'order'],
    ['order_paid_discounted_2025.json', 'order'],
    ['order_paid_customer_2025.json', 'order'],
    ['refund_sample.json', 'refund'],
    ['customer_sample.json', 'customer'],
  ])('as Shopify sent it: %s', (name, shape) => {
    const body: unknown = JSON.parse(readFileSync(join(SHARED_DATA, 'webhooks', name), 'utf8'));
    expect(shapeOf(body)).toBe(shape);
    const { admin_graphql_api_id: _gid, ...withoutGid } = body as Record<string, unknown>;
    expect(shapeOf(withoutGid)).toBe(shape);
  });
});

test.each(BODIES)('%s: read under the topic that its shape stands for', (shape, _topic, body) => {
  const topic = topicOfShape(shape) ?? '';
  expect(read(topic, body).kind).not.toMatch(/unreadable|unknown/);
});

describe('the topic is believed only where the body agrees', () => {
  const topics = BODIES.map(([, topic]) => topic);
  test.each(BODIES)('%s, under every other topic', (shape, own, body) => {
    for (const topic of topics.filter((each) => each !== own)) {
      const delivery = read(topic, body);
      expect([topic, delivery.kind]).toEqual([topic, 'unreadable']);
      expect(delivery).toMatchObject({ reason: { code: 'wrong_topic', found: shape } });
    }
  });

  test.each([
    ['orders/delete'],
    ['customers/delete'],
    ['customers/merge'],
    ['customers_email_marketing_consent/update'],
    ['app/uninstalled'],
    ['shop/redact'],
  ])('what nobody recognises takes nothing away: %s', (topic) => {
    expect(read(topic, { id: 7, something: 'else' }).kind).toBe('unreadable');
  });
});

describe('a body that names a shop', () => {
  const naming = BODIES.filter(([shape]) =>
    ['shop', 'data_request', 'customer_redaction', 'shop_redaction'].includes(shape),
  );
  test.each(naming)('%s: is of that shop only', (_shape, topic, body) => {
    const delivery = read(topic, body);
    expect(ofShop(delivery, SHOP)).toBe(delivery);
    expect(ofShop(delivery, 'tea.myshopify.com')).toEqual({
      kind: 'unreadable',
      reason: { code: 'other_shop' },
    });
  });
});

test('ids beyond 2^53 are kept to the last digit', () => {
  const body = JSON.stringify(dataRequestBody(SHOP, { customerId: 7 })).replace(
    '"id":7',
    '"id":706405506930370084',
  );
  expect(readDelivery('customers/data_request', Buffer.from(body))).toMatchObject({
    customerId: '706405506930370084',
  });
});
