import { orderBody } from '../order-bodies.ts';
import { type BadExample, euros, order, line, unexpected, amount, text } from './bad-example.ts';

const priced = (id: number, price: unknown, quantity: unknown = 1) =>
  order(id, { line_items: [line({ price_set: euros(price as string), quantity })] });

export const AMOUNTS: readonly BadExample[] = [
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
