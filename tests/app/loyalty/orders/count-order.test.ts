import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countOrder } from '#app/loyalty/orders/count-order.ts';
import type { OrderRule } from '#app/loyalty/program/earning-rules.ts';
import { AmountError } from '#app/loyalty/money.ts';
import { orderFact } from '#tests/support/orders.ts';

import { orderRule } from '../a-program.ts';

type Change = Parameters<typeof orderFact>[0];
type Counts = Partial<OrderRule['counts']>;

const count = (change: Change, counts: Counts = {}) =>
  countOrder(orderFact(change), orderRule({ counts }), null);

describe('lines', () => {
  test('count less their discounts and what was refunded of them', () => {
    const counted = count({
      lines: [{ gross: 4000, discount: 401, refunded: 1500 }, { gross: 1000 }],
    });
    expect(counted.lines.map((line) => line.net)).toEqual([2099, 1000]);
    expect(counted).toMatchObject({ linesNet: 3099, counted: 3099 });
  });

  test('refunded or discounted beyond their price count as nothing, and take nothing from the others', () => {
    const lines = [
      { gross: 1000, refunded: 1500 },
      { gross: 1000, discount: 1500 },
      { gross: 2000 },
    ];
    expect(count({ lines }).counted).toBe(2000);
  });
});

describe('an amount refunded without lines', () => {
  test('lowers what counts in proportion to what the order costs', () => {
    // 40.00 of goods and 10.00 of shipping: half of the 50.00 comes back, and with it half of the goods.
    const counted = count({ refundedWithoutLines: 2500, chargedWithLines: 5000 });
    expect(counted).toMatchObject({ shareOfRefund: 2000, counted: 2000 });
  });

  test('lowers what else counts as well', () => {
    const counted = count(
      { shipping: 1000, refundedWithoutLines: 2500, chargedWithLines: 5000 },
      { shipping: true },
    );
    expect(counted).toMatchObject({ shareOfRefund: 2500, counted: 2500 });
  });

  test('leaves nothing where the whole came back, and never less than nothing', () => {
    expect(count({ refundedWithoutLines: 5000, chargedWithLines: 5000 }).counted).toBe(0);
    expect(count({ refundedWithoutLines: 9000, chargedWithLines: 5000 }).counted).toBe(0);
    expect(count({ refundedWithoutLines: 100, chargedWithLines: 0 }).counted).toBe(0);
  });
});

describe('shipping, tips and duties', () => {
  const extras = { shipping: 490, tips: 200, duties: 100 };

  test('count only where the rule says so, and say what they came to', () => {
    expect(count(extras)).toMatchObject({ extras: [], counted: 4000 });
    expect(count(extras, { shipping: true, tips: true, duties: true })).toMatchObject({
      extras: [
        { kind: 'shipping', amount: 490 },
        { kind: 'tips', amount: 200 },
        { kind: 'duties', amount: 100 },
      ],
      counted: 4790,
    });
  });

  test('are not mentioned where there were none', () => {
    expect(count({}, { shipping: true, tips: true, duties: true }).extras).toEqual([]);
  });
});

describe('tax', () => {
  const priced = { lines: [{ gross: 11_900, tax: 1_900 }], shipping: 595, shippingTax: 95 };

  test.each([
    ['as_priced', true, 12_495],
    ['as_priced', false, 12_495],
    ['included', true, 12_495],
    ['included', false, 14_490],
    ['excluded', true, 10_500],
    ['excluded', false, 12_495],
  ] as const)('%s, prices with tax %j: %i', (tax, taxesIncluded, counted) => {
    expect(count({ ...priced, taxesIncluded }, { tax, shipping: true }).counted).toBe(counted);
  });

  test('goes with what is left of a line', () => {
    const half = { lines: [{ gross: 11_900, tax: 1_900, refunded: 5_950 }] };
    const taken = count(half, { tax: 'excluded' });
    expect(taken.lines[0]).toMatchObject({ tax: -950, net: 5_000 });
    const added = count({ ...half, taxesIncluded: false }, { tax: 'included' });
    expect(added.lines[0]).toMatchObject({ tax: 950, net: 6_900 });
  });

  test('of a line that is given away is no reason to divide by nothing', () => {
    const free = { lines: [{ gross: 1_000, discount: 1_000, tax: 100 }], taxesIncluded: false };
    expect(count(free, { tax: 'included' }).counted).toBe(0);
  });
});

describe('gift cards', () => {
  const bought = { lines: [{ gross: 5_000, giftCard: true }, { gross: 1_000 }] };
  const used = { lines: [{ gross: 8_000 }], shipping: 2_000, chargedWithLines: 10_000 };

  test('count when they are used, not when they are bought', () => {
    const counted = count(bought);
    expect(counted.lines[0]).toMatchObject({ net: 0, tax: 0, excluded: 'gift_card' });
    expect(counted.counted).toBe(1_000);
    expect(count({ ...used, paidByGiftCard: 5_000 })).toMatchObject({
      paidByGiftCard: 0,
      shareOfGiftCard: 0,
      counted: 8_000,
    });
  });

  test('or when they are bought, and then not when they are used', () => {
    const rule = { giftCards: 'when_bought' } as const;
    expect(count(bought, rule).counted).toBe(6_000);
    expect(count({ ...used, paidByGiftCard: 5_000 }, rule)).toMatchObject({
      paidByGiftCard: 5_000,
      shareOfGiftCard: 4_000,
      counted: 4_000,
    });
  });

  test('that paid for what is left after a refund leave nothing to count', () => {
    const refunded = { ...used, refundedWithoutLines: 5_000, paidByGiftCard: 5_000 };
    expect(count(refunded, { giftCards: 'when_bought' }).counted).toBe(0);
  });

  test('count once, never twice and never not at all: a card that is bought and then pays for goods', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.nat(1e9),
        fc.constantFrom('when_used' as const, 'when_bought' as const),
        (value, besides, giftCards) => {
          const buying = count({ lines: [{ gross: value, giftCard: true }] }, { giftCards });
          const paying = count(
            { lines: [{ gross: value + besides }], paidByGiftCard: value },
            { giftCards },
          );
          expect(buying.counted + paying.counted).toBe(value + besides);
        },
      ),
    );
  });
});

const amount = fc.integer({ min: 0, max: 1e10 });
const anyOrder = fc.record({
  lines: fc.array(
    fc.record({
      gross: amount,
      discount: amount,
      refunded: amount,
      tax: amount,
      giftCard: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
  shipping: fc.integer({ min: -1e6, max: 1e6 }),
  shippingTax: amount,
  tips: amount,
  duties: amount,
  paidByGiftCard: fc.integer({ min: -1e6, max: 1e10 }),
  refundedWithoutLines: fc.integer({ min: -1e6, max: 1e10 }),
  chargedWithLines: fc.integer({ min: -1e6, max: 1e10 }),
  taxesIncluded: fc.boolean(),
});
const anyCounts = fc.record({
  shipping: fc.boolean(),
  tax: fc.constantFrom('as_priced' as const, 'included' as const, 'excluded' as const),
  tips: fc.boolean(),
  duties: fc.boolean(),
  giftCards: fc.constantFrom('when_used' as const, 'when_bought' as const),
});

test('whatever an order looks like, its receipt adds up, and nothing in it is below nothing', () => {
  fc.assert(
    fc.property(anyOrder, anyCounts, (order, counts) => {
      const receipt = count(order, counts);
      const nets = receipt.lines.map((line) => line.net);
      const extras = receipt.extras.map((extra) => extra.amount);
      expect(Math.min(0, ...nets, ...extras)).toBe(0);
      const whole = [...nets, ...extras].reduce((sum, each) => sum + each, 0);
      expect(receipt.counted).toBe(whole - receipt.shareOfRefund - receipt.shareOfGiftCard);
      expect(receipt.counted).toBeGreaterThanOrEqual(0);
      expect(Number.isSafeInteger(receipt.counted)).toBe(true);
    }),
  );
});

test('a larger refund never lets more count', () => {
  fc.assert(
    fc.property(anyOrder, anyCounts, amount, (order, counts, more) => {
      const refunded = Math.max(0, order.refundedWithoutLines);
      const before = count({ ...order, refundedWithoutLines: refunded }, counts);
      const after = count({ ...order, refundedWithoutLines: refunded + more }, counts);
      expect(after.counted).toBeLessThanOrEqual(before.counted);
    }),
  );
});

test('amounts that cannot be added exactly are refused', () => {
  const lines = [{ gross: Number.MAX_SAFE_INTEGER }, { gross: 1 }];
  expect(() => count({ lines, chargedWithLines: 1 })).toThrow(AmountError);
});
