import { expect } from 'vitest';

import { orderBody } from './order-bodies.ts';

/** What is posted, and what is to become of it. */
export interface BadExample {
  readonly name: string;
  /** `orders/paid` unless told otherwise. */
  readonly topic?: string;
  /** @param id an order and a customer of this example's own */
  readonly body: (id: number) => unknown;
  /** Why it is unreadable, in part; what is missing here is done. */
  readonly unreadable?: Readonly<Record<string, unknown>>;
  /** Why it was done without more. */
  readonly done?: Readonly<Record<string, unknown>>;
  /** Points that the order is worth: 40 where it is done, none where it is not, unless told otherwise. */
  readonly points?: number;
}

export const euros = (amount: string, currency_code = 'EUR') => ({
  shop_money: { amount, currency_code },
});

/** A good order of 40.00 EUR by a customer of the same id, changed. */
export function order(id: number, changes: Readonly<Record<string, unknown>> = {}) {
  return { ...orderBody({ orderId: id, customerId: id }), ...changes };
}

/** A good line of 2 × 20.00 EUR, changed. */
export function line(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 501,
    title: 'House blend',
    quantity: 2,
    price_set: euros('20.00'),
    gift_card: false,
    discount_allocations: [],
    ...changes,
  };
}

const notJson = { code: 'not_json' };
const notUtf8 = { code: 'not_utf8' };
const impossible = { code: 'not_representable' };
const unexpected = (...fields: string[]) => ({ code: 'unexpected_body', fields });
/** However an id fails to be one. */
const noId = (place: string) => ({
  code: 'unexpected_body',
  fields: [expect.stringMatching(new RegExp(`^${place} \\(\\w+\\)$`))],
});
const amount = (detail: string) => ({ code: 'amount', detail });

const text = (id: number, changes?: Readonly<Record<string, unknown>>) =>
  JSON.stringify(order(id, changes));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const nestedObject = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
/** The order with one more key, written as it is. */
const withRaw = (id: number, raw: string) => text(id).replace('{', `{${raw},`);

const DAMAGED: readonly BadExample[] = [
  { name: 'nothing at all', body: () => '', unreadable: notJson },
  { name: 'no JSON', body: () => 'id=1&total=40', unreadable: notJson },
  { name: 'a page of HTML', body: () => '<!doctype html><h1>502</h1>', unreadable: notJson },
  { name: 'a form', body: () => '--x\r\nContent-Disposition: form-data\r\n', unreadable: notJson },
  { name: 'cut off', body: (id) => text(id).slice(0, -40), unreadable: notJson },
  { name: 'two of them', body: (id) => text(id) + text(id), unreadable: notJson },
  { name: 'a raw NUL', body: (id) => text(id).replace('web', 'we\0b'), unreadable: notJson },
  { name: 'NaN', body: (id) => withRaw(id, '"weight":NaN'), unreadable: notJson },
  { name: 'nothing but null', body: () => 'null', unreadable: unexpected('(invalid_type)') },
  { name: 'an empty list', body: () => '[]', unreadable: unexpected('(invalid_type)') },
  { name: 'a string', body: () => '"x"', unreadable: unexpected('(invalid_type)') },
  { name: 'a zero', body: () => '0', unreadable: unexpected('(invalid_type)') },
  { name: 'an empty object', body: () => '{}', unreadable: { code: 'unexpected_body' } },
  { name: 'a list of orders', body: (id) => [order(id)], unreadable: unexpected('(invalid_type)') },
];

const ENCODED: readonly BadExample[] = [
  {
    name: 'Latin-1',
    body: (id) => Buffer.from(text(id, { name: 'Müsli' }), 'latin1'),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 with its mark',
    body: (id) => Buffer.from('\uFEFF' + text(id), 'utf16le'),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 the other way round',
    body: (id) => Buffer.from('\uFEFF' + text(id), 'utf16le').swap16(),
    unreadable: notUtf8,
  },
  {
    name: 'UTF-16 without a mark',
    body: (id) => Buffer.from(text(id), 'utf16le'),
    unreadable: notJson,
  },
  {
    name: 'a character cut in two',
    body: (id) => Buffer.from(text(id, { name: 'ü' })).filter((byte) => byte !== 0xbc),
    unreadable: notUtf8,
  },
  { name: 'UTF-8 with a mark', body: (id) => Buffer.from('\uFEFF' + text(id)) },
];

const NESTED: readonly BadExample[] = [
  {
    name: 'lists, ten thousand deep',
    body: () => nested(10_000),
    unreadable: unexpected('(invalid_type)'),
  },
  {
    name: 'objects, ten thousand deep',
    body: () => nestedObject(10_000),
    unreadable: { code: 'unexpected_body' },
  },
  { name: 'two million opened lists', body: () => '['.repeat(2_000_000), unreadable: notJson },
  {
    name: 'ten thousand deep in a field that nobody reads',
    body: (id) => withRaw(id, `"note_attributes":${nested(10_000)}`),
  },
  {
    name: 'objects as deep there',
    body: (id) => withRaw(id, `"extra":${nestedObject(10_000)}`),
  },
  {
    name: 'ten thousand deep in a field that is read',
    body: (id) => text(id).replace(/"refunds":\[\]/, `"refunds":${nested(10_000)}`),
    unreadable: unexpected('refunds.0 (invalid_type)'),
  },
  {
    name: 'a hundred thousand deep, with an id to be kept exact',
    body: (id) => withRaw(id, `"user_id":706405506930370084,"extra":${nested(100_000)}`),
    unreadable: impossible,
  },
];

const missing = (key: string, id: number) => {
  const { [key]: _left, ...rest } = order(id) as Record<string, unknown>;
  return rest;
};

const MISSING: readonly BadExample[] = [
  ...['id', 'created_at', 'updated_at', 'total_price_set', 'line_items'].flatMap(
    (key): BadExample[] => [
      {
        name: `no ${key}`,
        body: (id) => missing(key, id),
        unreadable: { code: 'unexpected_body' },
        points: 0,
      },
      {
        name: `${key} is null`,
        body: (id) => order(id, { [key]: null }),
        unreadable: { code: 'unexpected_body' },
        points: 0,
      },
    ],
  ),
  ...['name', 'processed_at', 'source_name', 'test', 'cancelled_at', 'taxes_included'].flatMap(
    (key): BadExample[] => [
      { name: `no ${key}`, body: (id) => missing(key, id) },
      { name: `${key} is null`, body: (id) => order(id, { [key]: null }) },
    ],
  ),
  { name: 'no customer', body: (id) => missing('customer', id), points: 0 },
  { name: 'customer is null', body: (id) => order(id, { customer: null }), points: 0 },
  {
    name: 'a customer without id',
    body: (id) => order(id, { customer: {} }),
    unreadable: unexpected('customer.id (invalid_union)'),
  },
  {
    name: 'a customer who is a string',
    body: (id) => order(id, { customer: 'Ada' }),
    unreadable: unexpected('customer (invalid_type)'),
  },
  {
    name: 'no financial_status, which is not paid',
    body: (id) => missing('financial_status', id),
    points: 0,
  },
  {
    name: 'a price that is null',
    body: (id) => order(id, { line_items: [line({ price_set: null })] }),
    unreadable: unexpected('line_items.0.price_set (invalid_type)'),
  },
  {
    name: 'a price without currency',
    body: (id) => order(id, { line_items: [line({ price_set: { shop_money: { amount: '1' } } })] }),
    unreadable: unexpected('line_items.0.price_set.shop_money.currency_code (invalid_type)'),
  },
  {
    name: 'a line that is null',
    body: (id) => order(id, { line_items: [null] }),
    unreadable: unexpected('line_items.0 (invalid_type)'),
  },
  {
    name: 'a line without id',
    body: (id) => order(id, { line_items: [line({ id: null })] }),
    unreadable: unexpected('line_items.0.id (invalid_union)'),
  },
  { name: 'no lines', body: (id) => order(id, { line_items: [] }), points: 0 },
  {
    name: 'refunds that are an object',
    body: (id) => order(id, { refunds: {} }),
    unreadable: unexpected('refunds (invalid_type)'),
  },
];

const KEYS: readonly BadExample[] = [
  { name: 'fields nobody knows', body: (id) => order(id, { from_2031: { a: [1, { b: null }] } }) },
  {
    name: 'an id that stands twice, of which the last counts',
    body: (id) => withRaw(id, '"id":1'),
  },
  {
    name: '__proto__ as a key',
    body: (id) => withRaw(id, '"__proto__":{"test":true,"company":{"id":1},"id":1}'),
  },
  {
    name: 'what only __proto__ would have',
    body: (id) => withRaw(id, '"__proto__":{"line_items":[]}').replace('"line_items":[{', '"x":[{'),
    unreadable: unexpected('line_items (invalid_type)'),
  },
  {
    name: 'constructor and toString as keys',
    body: (id) => order(id, { constructor: { prototype: null }, toString: 1, hasOwnProperty: 0 }),
  },
];

const TEXT: readonly BadExample[] = ['Nu\0l', 'half \uD83D', '\uDE00 other half', '\uFFFF'].flatMap(
  (odd): BadExample[] => [
    {
      name: `${JSON.stringify(odd)} wherever text is kept`,
      body: (id) =>
        order(id, {
          name: odd,
          source_name: odd,
          customer_locale: odd,
          financial_status: 'paid',
          customer: { id, first_name: odd, last_name: odd, email: `${odd}@x.example`, phone: odd },
          line_items: [line({ title: odd })],
        }),
    },
    {
      name: `${JSON.stringify(odd)} in a key and in what nobody reads`,
      body: (id) => order(id, { [odd]: odd, note: odd }),
    },
    {
      name: `${JSON.stringify(odd)} in a customer's name`,
      topic: 'customers/update',
      body: (id) => ({ id, first_name: odd, last_name: odd, email: odd, phone: odd }),
      points: 0,
    },
  ],
);

const LONG: readonly BadExample[] = [
  { name: 'a name of 10,000 letters', body: (id) => order(id, { name: 'ü'.repeat(10_000) }) },
  {
    name: 'a name longer than that',
    body: (id) => order(id, { name: 'n'.repeat(10_001) }),
    unreadable: unexpected('name (too_big)'),
  },
  {
    name: 'a title of four megabytes',
    body: (id) => order(id, { line_items: [line({ title: 't'.repeat(4_000_000) })] }),
    unreadable: unexpected('line_items.0.title (too_big)'),
  },
  {
    name: 'ten thousand lines',
    body: (id) => order(id, { line_items: linesOf(10_000) }),
    points: 10_000,
  },
  {
    name: 'one line more',
    body: (id) => order(id, { line_items: linesOf(10_001) }),
    unreadable: unexpected('line_items (too_big)'),
  },
];

function linesOf(count: number) {
  return Array.from({ length: count }, (_, index) =>
    line({ id: 1 + index, title: '', quantity: 1, price_set: euros('1.00') }),
  );
}

const priced = (id: number, price: unknown, quantity: unknown = 1) =>
  order(id, { line_items: [line({ price_set: euros(price as string), quantity })] });

const AMOUNTS: readonly BadExample[] = [
  { name: 'a price of nothing', body: (id) => priced(id, '0.00'), points: 0 },
  { name: 'no pieces', body: (id) => priced(id, '20.00', 0), points: 0 },
  { name: 'a price below nothing', body: (id) => priced(id, '-20.00'), points: 0 },
  {
    name: 'less than no pieces',
    body: (id) => priced(id, '20.00', -1),
    unreadable: unexpected('line_items.0.quantity (too_small)'),
  },
  {
    name: 'half a piece',
    body: (id) => priced(id, '20.00', 0.5),
    unreadable: unexpected('line_items.0.quantity (invalid_type)'),
  },
  {
    name: 'pieces as text',
    body: (id) => priced(id, '20.00', '2'),
    unreadable: unexpected('line_items.0.quantity (invalid_type)'),
  },
  { name: 'a billion pieces', body: (id) => priced(id, '20.00', 1e9), points: 20_000_000_000 },
  {
    name: 'more than a billion pieces',
    body: (id) => text(id).replace('"quantity":2', '"quantity":99999999999999999999'),
    unreadable: { code: 'unexpected_body' },
  },
  {
    name: 'a price that is a number',
    body: (id) => priced(id, 20),
    unreadable: unexpected('line_items.0.price_set.shop_money.amount (invalid_type)'),
  },
  {
    name: 'the highest price that is exact',
    body: (id) => priced(id, '90071992547409.91'),
    points: 90_071_992_547_409,
  },
  {
    name: 'a cent more',
    body: (id) => priced(id, '90071992547409.92'),
    unreadable: amount('amount too large'),
  },
  {
    name: 'a price of forty digits',
    body: (id) => priced(id, '9'.repeat(40)),
    unreadable: amount('not a decimal amount'),
  },
  {
    name: 'a product that is too large',
    body: (id) => priced(id, '99999999.99', 1e9),
    unreadable: amount('sum too large'),
  },
  {
    name: 'a sum that is too large',
    body: (id) =>
      order(id, {
        line_items: [1, 2].map((lineId) =>
          line({ id: lineId, quantity: 1, price_set: euros('90071992547409.91') }),
        ),
      }),
    unreadable: amount('sum too large'),
  },
  ...['1e5', 'NaN', '', ' 20', '20,00', '٢٠', '0x20', '--20'].map((written): BadExample => ({
    name: `a price of ${JSON.stringify(written)}`,
    body: (id) => priced(id, written),
    unreadable: amount('not a decimal amount'),
  })),
  {
    name: 'a currency that is none',
    body: (id) => order(id, { total_price_set: euros('40.00', 'euro') }),
    unreadable: amount('not a currency code'),
  },
  {
    name: 'another currency than the shop has',
    body: (id) => text(id).replaceAll('EUR', 'JPY'),
    points: 0,
  },
  {
    name: 'several currencies in one order',
    body: (id) => order(id, { total_price_set: euros('40.00', 'USD') }),
    unreadable: amount('several currencies'),
  },
  {
    name: 'more refunded than was paid',
    body: (id) => ({
      ...orderBody({ orderId: id, customerId: id, refundedCents: 9_999_999 }),
    }),
    points: 0,
  },
];

const bigId = (id: string) => () => text(1).replace('"id":1,', `"id":${id},`);
const ownId = (id: string) => (orderId: number) =>
  text(orderId).replace(`"id":${orderId},`, `"id":${id},`);

const IDS: readonly BadExample[] = [
  ...['9223372036854775808', '18446744073709551616', '1' + '0'.repeat(30)].map(
    (id): BadExample => ({
      name: `an id beyond 64 bits: ${id}`,
      body: bigId(id),
      unreadable: noId('id'),
    }),
  ),
  ...['0', '-5', '1.5', '1e400', 'true', '"abc"', '"007"', '""'].map((id): BadExample => ({
    name: `an id that is none: ${id}`,
    body: ownId(id),
    unreadable: noId('id'),
  })),
  { name: 'an id as text', body: (id) => text(id).replace(`"id":${id},`, `"id":"${id}",`) },
  {
    name: 'the id of a line beyond 64 bits',
    body: (id) => text(id).replace('"id":501', '"id":9223372036854775808'),
    unreadable: noId('line_items.0.id'),
  },
  {
    name: 'the id of a customer beyond 64 bits',
    body: (id) =>
      text(id).replace(/"customer":\{"id":\d+/, '"customer":{"id":99999999999999999999'),
    unreadable: noId('customer.id'),
  },
];

const at = (id: number, time: unknown) =>
  order(id, { processed_at: time, created_at: '2026-03-01T10:00:00Z' });

const TIMES: readonly BadExample[] = [
  { name: 'the year 1', body: (id) => at(id, '0001-01-01T00:00:00Z'), points: 0 },
  { name: 'the year 9999', body: (id) => at(id, '9999-12-31T23:59:59Z') },
  { name: 'the year 0', body: (id) => at(id, '0000-06-01T00:00:00Z'), unreadable: impossible },
  {
    name: 'the year 0 by its offset',
    body: (id) => at(id, '0001-01-01T00:00:00+14:00'),
    unreadable: impossible,
  },
  {
    name: 'the year 10000 by its offset',
    body: (id) => at(id, '9999-12-31T23:59:59-11:00'),
    unreadable: impossible,
  },
  ...[
    '275760-09-13T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T10:00:00+99:00',
    '2026-03-01T10:00:00',
    '2026-03-01',
    'yesterday',
    '',
    1_772_359_200,
  ].map((time): BadExample => ({
    name: `a time that is none: ${JSON.stringify(time)}`,
    body: (id) => at(id, time),
    unreadable: { code: 'unexpected_body' },
  })),
  ...['2024-02-29T00:00:00Z', '2026-01-01T13:59:59+14:00'].map((time): BadExample => ({
    name: `before the program: ${time}`,
    body: (id) => at(id, time),
    points: 0,
  })),
  ...['2026-01-01T14:00:00+14:00', '2025-12-31T12:01:00-11:59'].map((time): BadExample => ({
    name: `the program's first moment: ${time}`,
    body: (id) => at(id, time),
  })),
  { name: 'nine decimals', body: (id) => at(id, '2026-03-01T10:00:00.123456789+05:45') },
  {
    name: 'an update before the order',
    body: (id) => order(id, { updated_at: '2020-01-01T00:00:00Z' }),
  },
  {
    name: 'an update in the far future',
    body: (id) => order(id, { updated_at: '9999-12-31T00:00:00Z' }),
  },
];

const KINDS: readonly BadExample[] = [
  { name: 'a test order', body: (id) => order(id, { test: true }), points: 0 },
  { name: 'a company', body: (id) => order(id, { company: { id: 3, location_id: 4 } }), points: 0 },
  {
    name: 'an order from a draft',
    body: (id) => order(id, { source_name: 'shopify_draft_order' }),
  },
  { name: 'an order at the till', body: (id) => order(id, { source_name: 'pos' }) },
  {
    name: 'a topic that nothing was built for',
    topic: 'carts/update',
    body: (id) => order(id),
    unreadable: { code: 'unknown_topic' },
  },
  {
    name: 'another topic than its body',
    topic: 'orders/delete',
    body: (id) => order(id),
    unreadable: { code: 'wrong_topic', expected: 'deleted_order', found: 'order' },
  },
  {
    name: 'a test event with more in it',
    topic: 'evergreen/test',
    body: (id) => order(id),
    unreadable: { code: 'unexpected_body' },
  },
  {
    name: 'a refund of an order that Shopify does not show',
    topic: 'refunds/create',
    body: (id) => ({ id, order_id: id, refund_line_items: [] }),
    done: { code: 'order_not_shown' },
    points: 0,
  },
  {
    name: 'a refund of an order beyond 64 bits',
    topic: 'refunds/create',
    body: () => '{"id":1,"order_id":9223372036854775808,"refund_line_items":[]}',
    unreadable: noId('order_id'),
  },
  {
    name: 'the removal of a shop that is not named',
    topic: 'app/uninstalled',
    body: () => ({ myshopify_domain: null }),
    unreadable: unexpected('myshopify_domain (invalid_type)'),
  },
  {
    name: 'the removal of another shop',
    topic: 'app/uninstalled',
    body: () => ({ myshopify_domain: 'other.myshopify.com' }),
    unreadable: { code: 'other_shop' },
  },
];

/** Everything that may be wrong with what an otherwise orderly sender posts. */
export const BAD_EXAMPLES: readonly BadExample[] = [
  ...DAMAGED,
  ...ENCODED,
  ...NESTED,
  ...MISSING,
  ...KEYS,
  ...TEXT,
  ...LONG,
  ...AMOUNTS,
  ...IDS,
  ...TIMES,
  ...KINDS,
];
