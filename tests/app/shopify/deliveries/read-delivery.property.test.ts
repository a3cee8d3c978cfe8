import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { DeliveryReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import { type Delivery, readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';
import { anyJson, mutate, mutations } from '#tests/support/mutated-bodies.ts';
import { customerRedactionBody, dataRequestBody } from '#tests/support/lifecycle-bodies.ts';
import { orderBody } from '#tests/support/order-bodies.ts';

const KINDS: ReadonlySet<Delivery['kind']> = new Set([
  'order',
  'order_part',
  'order_deleted',
  'customer',
  'customer_deleted',
  'customers_merged',
  'nothing',
  'app_uninstalled',
  'scopes_updated',
  'data_request',
  'customer_redaction',
  'shop_redaction',
  'test',
  'unknown_topic',
  'unreadable',
]);

const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
  'orders/edited',
  'orders/delete',
  'order_transactions/create',
  'refunds/create',
  'customers/create',
  'customers/update',
  'customers/delete',
  'customers/merge',
  'customers_email_marketing_consent/update',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
  'app/uninstalled',
  'app/scopes_update',
  'evergreen/test',
  'carts/update',
  '__proto__',
  'constructor',
];

/** Values that nothing but the body contains, in every place that a body has for what is personal. */
const PERSONAL = ['Adalinde', 'Zwetschgenbaum', 'ada@hagebutte.example', '+4915112345678'];
const [FIRST_NAME, LAST_NAME, EMAIL, PHONE] = PERSONAL;
const person = { first_name: FIRST_NAME, last_name: LAST_NAME, email: EMAIL, phone: PHONE };
const SHOP = 'beans.myshopify.com';
const traces = { email: EMAIL ?? '', phone: PHONE ?? '', orderIds: [1001] };

function herOrder() {
  const body = orderBody({ refundedCents: 1500 });
  return {
    ...body,
    ...person,
    name: `#1001 ${LAST_NAME}`,
    customer: { ...body.customer, ...person },
    shipping_address: { ...person, address1: FIRST_NAME },
    note_attributes: [{ name: EMAIL, value: PHONE }],
    line_items: body.line_items.map((line) => ({ ...line, title: `For ${FIRST_NAME}` })),
    // What a reader that repeats keys would repeat.
    [EMAIL ?? '']: LAST_NAME,
  };
}

const BODIES = [
  { id: 7, admin_graphql_api_id: 'gid://shopify/Customer/7', ...person },
  { id: 91, order_id: 1001, note: EMAIL, refund_line_items: [{ id: 1, title: LAST_NAME }] },
  {
    admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/7',
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/8',
    status: 'completed',
    errors: [{ message: LAST_NAME }],
  },
  { id: 5, order_id: 1001, kind: 'sale', gateway: 'gift_card', receipt: person },
  { order_edit: { id: 3, order_id: 1001, staff_note: PHONE } },
  dataRequestBody(SHOP, { customerId: 7, ...traces }),
  customerRedactionBody(SHOP, { customerId: 7, ...traces }),
  { evergreen_test: true, sent_at: EMAIL, [PHONE ?? '']: 1 },
];

const HER_ORDER = herOrder();

/** Reads it, and holds what is promised of every delivery. */
function readSafely(topic: string, body: Uint8Array): Delivery {
  const delivery = readDelivery(topic, body);
  expect(KINDS).toContain(delivery.kind);
  if (delivery.kind === 'unreadable') {
    DeliveryReason.parse(delivery.reason);
    const said = JSON.stringify(delivery.reason);
    for (const value of PERSONAL) expect(said).not.toContain(value);
  }
  if (delivery.kind === 'order') {
    // What is stored is read again by this.
    OrderFact.parse(delivery.order.fact);
    expect(JSON.stringify(delivery.order)).not.toMatch(/\\u0000|\\ud[89a-f]/);
  }
  return delivery;
}

const jsonBytes = (body: unknown) => Buffer.from(JSON.stringify(body));

describe('whatever comes is read without an error, into something known, and nothing personal is repeated', () => {
  test('bodies of Shopify with places deleted, replaced or written as text', () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...TOPICS),
        fc.option(fc.constantFrom(...BODIES), { freq: 1 }),
        fc.boolean(),
        mutations,
        (topic, other, asItShould, changes) => {
          const bytes = jsonBytes(mutate(other ?? HER_ORDER, changes));
          const { kind } = readSafely(asItShould && !other ? 'orders/paid' : topic, bytes);
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        },
      ),
      { numRuns: 6_000 },
    );
    // Neither everything nor nothing of it may be readable: then something else would have been tried.
    expect(kinds.get('order')).toBeGreaterThan(300);
    expect(kinds.get('unreadable')).toBeGreaterThan(300);
  });

  test('bytes', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(4_000), fc.uint8Array({ minLength: 1, maxLength: 3 })).map(([at, bytes]) => {
        const whole = jsonBytes(HER_ORDER);
        whole.set(bytes, at % (whole.length - bytes.length));
        return whole;
      }),
      fc.nat(4_000).map((length) => jsonBytes(HER_ORDER).subarray(0, length)),
      fc.constantFrom(...'[{"'.split('')).map((sign) => Buffer.from(sign.repeat(20_000))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TOPICS), pieces, (topic, bytes) => {
        readSafely(topic, bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  test('any JSON', () => {
    const values = fc.oneof(fc.jsonValue(), anyJson, fc.array(anyJson), fc.object());
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...TOPICS), fc.string()),
        fc.oneof(values, fc.dictionary(fc.constantFrom(...Object.keys(HER_ORDER)), anyJson)),
        (topic, body) => {
          readSafely(topic, Buffer.from(JSON.stringify(body)));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
