import { Agent, request as httpRequest } from 'node:http';

import fc from 'fast-check';

import { signature } from './delivering-app.ts';
import { anyJson, mutate, mutations } from './mutated-bodies.ts';

/** A request as it is drawn, before it has an order's id and a shop. */
export interface HostileRequest {
  readonly method: string;
  readonly body: DrawnBody;
  /** Whether the order's id is one beyond 2^53. */
  readonly longId: boolean;
  readonly sign: 'well' | 'not' | 'other body' | 'cut' | 'hex' | 'twice';
  /** Changes to the headers that Shopify would send; null leaves one out. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly toShop: 0 | 1;
  readonly repeated: boolean;
}

type DrawnBody =
  /** An order with nothing wrong: it must be readable. */
  | { readonly kind: 'order'; readonly order: Readonly<Record<string, unknown>> }
  | { readonly kind: 'mutated'; readonly order: unknown }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Topics under which Shopify sends whole orders. */
export const ORDER_TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
];

const money = (most: number) =>
  fc.integer({ min: 0, max: most }).map((cents) => ({
    shop_money: { amount: (cents / 100).toFixed(2), currency_code: 'EUR' },
  }));
const rarely = <Value>(value: Value) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(value) },
  );
/** `usual`, but for one time of sixteen. */
const mostly = <Usual, Other>(usual: Usual, ...others: Other[]) =>
  fc.oneof(
    { weight: 15, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom<Other[]>(...others) },
  );

const lineShape = fc.record({
  id: fc.integer({ min: 501, max: 504 }),
  title: fc.string({ unit: 'grapheme', maxLength: 10 }),
  quantity: fc.integer({ min: 0, max: 5 }),
  price_set: money(20_000),
  gift_card: mostly(false, true),
  discount_allocations: fc.array(fc.record({ amount_set: money(3_000) }), { maxLength: 2 }),
});

const refundShape = fc.record({
  id: fc.integer({ min: 91, max: 99 }),
  refund_line_items: fc.array(
    fc.record({
      line_item_id: fc.integer({ min: 501, max: 505 }),
      subtotal_set: money(10_000),
      total_tax_set: fc.option(money(1_900)),
    }),
    { maxLength: 2 },
  ),
  order_adjustments: fc.array(
    fc.record({
      kind: fc.constantFrom(null, 'refund_discrepancy', 'shipping_refund'),
      amount_set: money(5_000).map(({ shop_money }) => ({
        shop_money: { ...shop_money, amount: `-${shop_money.amount}` },
      })),
      tax_amount_set: fc.option(money(500)),
    }),
    { maxLength: 2 },
  ),
  transactions: fc.array(
    fc.record({ status: fc.constantFrom('success', 'pending', 'failure', 'error', null) }),
    { maxLength: 2 },
  ),
});

const orderShape = fc.record({
  // First, and given by whoever sends it.
  id: fc.constant(0),
  name: fc.string({ unit: 'binary', maxLength: 10 }),
  customer: fc.option(
    fc.record({
      id: fc.integer({ min: 1, max: 200 }),
      first_name: fc.string({ unit: 'binary', maxLength: 8 }),
      last_name: fc.option(fc.string({ maxLength: 8 })),
    }),
    { freq: 9 },
  ),
  created_at: fc.constant('2026-03-01T11:00:00+01:00'),
  processed_at: mostly('2026-03-01T11:00:00+01:00', null, '2025-12-31T23:59:59Z'),
  updated_at: fc.constantFrom('2026-03-01T10:00:00Z', '2026-03-05T10:00:00-05:00'),
  cancelled_at: rarely('2026-03-02T10:00:00Z'),
  financial_status: mostly('paid', 'partially_refunded', 'refunded', 'pending', 'voided', null),
  test: mostly(false, true, null),
  company: rarely({ id: 3 }),
  source_name: fc.constantFrom('web', 'pos', 'shopify_draft_order', null),
  taxes_included: fc.constantFrom(true, false, null),
  total_price_set: money(100_000),
  total_shipping_price_set: fc.option(money(1_000)),
  current_shipping_price_set: fc.option(money(1_000)),
  line_items: fc.array(lineShape, { minLength: 1, maxLength: 4 }),
  refunds: fc.array(refundShape, { maxLength: 2 }),
});

const body: fc.Arbitrary<DrawnBody> = fc.oneof(
  {
    weight: 6,
    arbitrary: orderShape.map((order) => ({ kind: 'order' as const, order })),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(orderShape, mutations).map(([order, changes]) => ({
      kind: 'mutated' as const,
      order: mutate(order, changes, ['id']),
    })),
  },
  { weight: 1, arbitrary: anyJson.map((value) => ({ kind: 'json' as const, value })) },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 100 })
      .map((bytes) => ({ kind: 'bytes' as const, bytes })),
  },
);

const ODD_HEADER = fc.constantFrom(
  null,
  '',
  ' ',
  'é',
  '\t',
  '../..',
  "' OR 1=1 --",
  'a'.repeat(5_000),
);
const headerChanges = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.record({ 'x-shopify-topic': fc.constantFrom(...ORDER_TOPICS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      'x-shopify-topic': fc.oneof(
        ODD_HEADER,
        fc.constantFrom('orders/delete', 'orders/edited', 'refunds/create', 'customers/update'),
        fc.constantFrom('customers/delete', 'app/uninstalled', 'shop/redact', 'carts/update'),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      'x-shopify-shop-domain': fc.oneof(ODD_HEADER, fc.constant('stranger.myshopify.com')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ 'x-shopify-webhook-id': ODD_HEADER }) },
  {
    weight: 2,
    arbitrary: fc.record({
      'x-shopify-triggered-at': fc.oneof(
        ODD_HEADER,
        fc.constantFrom(
          '0000-01-01T00:00:00Z',
          '9999-12-31T23:59:59-14:00',
          '2026-02-30T00:00:00Z',
        ),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      'content-type': fc.constantFrom('text/plain', 'multipart/form-data', 'é'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
      'x-forwarded-for': ODD_HEADER,
    }),
  },
);

/** Any request that somebody may send to the address of the webhooks. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.oneof(
    { weight: 15, arbitrary: fc.constant('POST') },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
  ),
  body,
  longId: fc.boolean(),
  sign: mostly('well' as const, 'not' as const, 'other body', 'cut', 'hex', 'twice'),
  headers: headerChanges,
  toShop: fc.constantFrom<(0 | 1)[]>(0, 1),
  repeated: mostly(false, true),
});

/** The bytes of a drawn body, with an order's own id. */
export function bytesOf({ body: drawn }: HostileRequest, id: string): Buffer {
  if (drawn.kind === 'bytes') return Buffer.from(drawn.bytes);
  if (drawn.kind === 'json') return Buffer.from(JSON.stringify(drawn.value));
  return Buffer.from(JSON.stringify(drawn.order).replace('"id":0', `"id":${id}`));
}

/** The value of the header with the signature, or none. */
export function signatureOf(sign: HostileRequest['sign'], bytes: Buffer): string | null {
  const good = signature(bytes);
  switch (sign) {
    case 'well':
      return good;
    case 'not':
      return null;
    case 'other body':
      return signature(Buffer.concat([bytes, Buffer.from(' ')]));
    case 'cut':
      return good.slice(0, -2);
    case 'hex':
      return Buffer.from(good, 'base64').toString('hex');
    case 'twice':
      return `${good}, ${good}`;
  }
}

/** Sends a request as it is, over connections that are kept. */
export function createSender(origin: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (method: string, headers: Readonly<Record<string, string>>, bytes: Buffer) =>
      new Promise<number>((resolve, reject) => {
        const length = { 'content-length': bytes.length };
        const sent = httpRequest(origin, { agent, method, headers: { ...headers, ...length } });
        sent.once('error', reject);
        sent.once('response', (response) => {
          response.once('error', reject).resume();
          response.once('end', () => {
            resolve(response.statusCode ?? 0);
          });
        });
        sent.end(bytes);
      }),
    close: () => {
      agent.destroy();
    },
  };
}
