import { type BadExample, order, line, unexpected, withRaw } from './bad-example.ts';

const missing = (key: string, id: number) => {
  const { [key]: _left, ...rest } = order(id) as Record<string, unknown>;
  return rest;
};

export const MISSING: readonly BadExample[] = [
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

export const KEYS: readonly BadExample[] = [
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
