import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { applyTogether, type Candidate } from '#sandbox/discounts/apply.ts';
import { type Basket, sum } from '#sandbox/discounts/basket.ts';
import { chooseBest } from '#sandbox/discounts/choose.ts';
import { combine } from '#sandbox/discounts/classes.ts';
import type { AmountOff, Discount, DiscountItems } from '#sandbox/store/discount-types.ts';

const ALL: DiscountItems = { kind: 'all' };
const FIRST: DiscountItems = { kind: 'products', productIds: ['1'], variantIds: [] };

function basket(...amounts: number[]): Basket {
  return {
    lines: amounts.map((amount, place) => ({
      productId: String(place + 1),
      variantId: `${place + 1}1`,
      quantity: 2,
      amount,
      giftCard: false,
    })),
    shippingFee: (subtotal) => (subtotal >= 5000 ? 0 : 490),
  };
}

function candidate(
  id: string,
  offer: Discount['offer'],
  change: Partial<Discount> = {},
): Candidate {
  const code = { id, discountId: id, code: `CODE${id}`, usages: 0, createdAt: '' };
  const discount: Discount = {
    id,
    method: 'code',
    title: id,
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: null,
    offer,
    context: { kind: 'all' },
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    usageLimit: null,
    oncePerCustomer: false,
    usages: 0,
    createdAt: '',
    updatedAt: '',
    ...change,
  };
  return { discount, code };
}

const off = (items: DiscountItems, value: AmountOff) => ({ kind: 'basic', items, value }) as const;
const percent = (share: number): AmountOff => ({ kind: 'percentage', fraction: share / 100 });
const amount = (value: number, onEachItem = false): AmountOff => ({
  kind: 'amount',
  amount: value,
  onEachItem,
});
const WITH_ALL = { combinesWith: { order: true, product: true, shipping: true } };

describe('what one discount takes off', () => {
  const linesOf = (one: Candidate, of: Basket) => applyTogether([one], of, [])?.[0]?.lines;

  test('an amount is split over the lines, to the cent', () => {
    expect(linesOf(candidate('1', off(ALL, amount(500))), basket(1000, 1000, 1000))).toEqual([
      167, 167, 166,
    ]);
  });

  test('an amount on each item is taken off every unit, and never more than it costs', () => {
    expect(linesOf(candidate('1', off(ALL, amount(400, true))), basket(1000, 600))).toEqual([
      800, 600,
    ]);
  });

  test('products that it is not for cost what they cost', () => {
    expect(linesOf(candidate('1', off(FIRST, percent(50))), basket(1001, 1000))).toEqual([501, 0]);
  });

  test('the minimum is asked of the items that it is for', () => {
    const minimum = { kind: 'subtotal', amount: 1500 } as const;
    const discount = candidate('1', off(FIRST, percent(50)), { minimum });
    expect(linesOf(discount, basket(1000, 9000))).toBeUndefined();
    expect(linesOf(discount, basket(1500, 100))).toEqual([750, 0]);
  });

  test('buy two and get the cheapest one free', () => {
    const offer = {
      kind: 'bxgy',
      buys: { items: ALL, need: { kind: 'quantity', quantity: 2 } },
      gets: { items: ALL, quantity: 1, fraction: 1 },
      usesPerOrderMax: null,
    } as const;
    expect(linesOf(candidate('1', offer), basket(2000, 600))).toEqual([0, 300]);
    const once = candidate('1', { ...offer, usesPerOrderMax: 1 });
    expect(linesOf(once, basket(2000, 600, 600, 600))).toEqual([0, 300, 0, 0]);
    expect(linesOf(candidate('1', offer), basket(2000))).toBeUndefined();
  });

  test('gift cards are never discounted', () => {
    const line = { productId: '1', variantId: '11', quantity: 1, amount: 5000, giftCard: true };
    const discount = candidate('1', off(ALL, percent(10)));
    expect(linesOf(discount, { lines: [line], shippingFee: () => 0 })).toBeUndefined();
  });
});

describe('several discounts', () => {
  test('combine only where each allows the class of the other', () => {
    const ten = candidate('1', off(ALL, percent(10)), { combinesWith: WITH_ALL.combinesWith });
    const five = candidate('2', off(ALL, percent(5)));
    expect(chooseBest([five, ten], basket(1000), []).map(({ discount }) => discount.id)).toEqual([
      '1',
    ]);
    const generous = candidate('2', off(ALL, percent(5)), WITH_ALL);
    expect(chooseBest([generous, ten], basket(1000), [])).toHaveLength(2);
  });

  test('one product discount a line: the better', () => {
    const half = candidate('1', off(FIRST, percent(50)), WITH_ALL);
    const third = candidate('2', off(ALL, amount(200, true)), WITH_ALL);
    const chosen = chooseBest([half, third], basket(1000, 1000), []);
    expect(chosen.map(({ lines }) => lines)).toEqual([
      [500, 0],
      [0, 400],
    ]);
  });

  test('an order discount is of what product discounts have left, and shipping comes last', () => {
    const product = candidate('1', off(FIRST, percent(50)), WITH_ALL);
    const order = candidate('2', off(ALL, percent(10)), WITH_ALL);
    const shipping = candidate(
      '3',
      { kind: 'free_shipping', feeMax: null },
      {
        combinesWith: { order: true, product: true, shipping: false },
      },
    );
    const chosen = chooseBest([shipping, order, product], basket(2000, 1000), []);
    expect(chosen.map(({ discount, lines, shipping: fee }) => [discount.id, lines, fee])).toEqual([
      ['1', [1000, 0], 0],
      ['2', [100, 100], 0],
      ['3', [0, 0], 490],
    ]);
  });

  test('no more than five codes and one for shipping', () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      candidate(String(index + 1), off(ALL, amount(100)), WITH_ALL),
    );
    expect(chooseBest(many, basket(10_000), [])).toHaveLength(5);
  });

  const anyOffer = fc.oneof(
    fc
      .record({ items: fc.constantFrom(ALL, FIRST), share: fc.integer({ min: 1, max: 100 }) })
      .map(({ items, share }) => off(items, percent(share))),
    fc
      .record({ value: fc.integer({ min: 1, max: 5000 }), each: fc.boolean() })
      .map(({ value, each }) => off(ALL, amount(value, each))),
    fc.constant({ kind: 'free_shipping', feeMax: null } as const),
  );
  const anyCandidates = fc
    .array(fc.tuple(anyOffer, fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 5 })
    .map((offers) =>
      offers.map(([offer, order, product, shipping], index) =>
        candidate(String(index + 1), offer, { combinesWith: { order, product, shipping } }),
      ),
    );

  test('never take off more than a line costs, and save no less than the best of them alone', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(anyCandidates, amounts, (candidates, prices) => {
        const of = basket(...prices);
        const chosen = chooseBest(candidates, of, []);
        const saved = (applied: typeof chosen) =>
          sum(applied.map(({ lines, shipping }) => shipping + sum(lines)));
        prices.forEach((price, place) => {
          expect(sum(chosen.map(({ lines }) => lines[place] ?? 0))).toBeLessThanOrEqual(price);
        });
        for (const one of candidates) {
          expect(saved(chosen)).toBeGreaterThanOrEqual(saved(applyTogether([one], of, []) ?? []));
        }
        for (const [index, one] of chosen.entries()) {
          for (const other of chosen.slice(index + 1)) {
            expect(combine(one.discount, other.discount)).toBe(true);
          }
        }
      }),
    );
  });
});
