import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { DiscountTerms, termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { findOffer, offersOf } from '#app/loyalty/rewards/offer.ts';
import { validityOf } from '#app/loyalty/rewards/validity.ts';
import { wantedDiscounts } from '#app/loyalty/rewards/wanted-discounts.ts';
import { aReward, programWith } from '#tests/app/usecases/support/a-reward.ts';

const DAY_MS = 86_400_000;

const steps = [
  { points: 500, amount: 500 },
  { points: 900, amount: 1_000 },
];
const stepped = aReward({ gives: { kind: 'amount_off', steps, products: 'all' } });
const product = (...products: string[]) =>
  aReward({ gives: { kind: 'free_product', points: 300, products, cost: 0 } });

const scope = (change: object) => ({
  products: [],
  collections: [],
  vendors: [],
  types: [],
  tags: [],
  ...change,
});
const percentage = (products: 'all' | ReturnType<typeof scope>) =>
  aReward({ gives: { kind: 'percentage_off', points: 100, percent: 10, products } });
const termsOfFirst = (reward: ReturnType<typeof aReward>) => {
  const [offer] = offersOf(reward);
  if (!offer) throw new Error('the reward comes in nothing');
  return termsOf(reward, offer, 'EUR');
};

describe('what a member asks for', () => {
  test('is the step at the price that she saw', () => {
    expect(findOffer(stepped, { points: 900, choice: null })).toMatchObject({ amount: 1_000 });
    expect(findOffer(stepped, { points: 901, choice: null })).toBeUndefined();
  });

  test('names the product where there are several', () => {
    expect(findOffer(product('7'), { points: 300, choice: null })).toMatchObject({ choice: '7' });
    expect(findOffer(product('7', '8'), { points: 300, choice: null })).toBeUndefined();
    expect(findOffer(product('7', '8'), { points: 300, choice: '8' })).toMatchObject({
      choice: '8',
    });
    expect(findOffer(product('7', '8'), { points: 300, choice: '9' })).toBeUndefined();
  });
});

describe('the discount of a reward', () => {
  test('is on products or on collections, as Shopify’s discounts are', () => {
    const items = (products: ReturnType<typeof scope>) => termsOfFirst(percentage(products));
    expect(items(scope({ products: ['2', '1', '2'] }))).toMatchObject({
      items: { kind: 'products', ids: ['1', '2'] },
    });
    expect(items(scope({ collections: ['5'] }))).toMatchObject({
      items: { kind: 'collections', ids: ['5'] },
    });
    for (const beyond of [
      { tags: ['sale'] },
      { vendors: ['Fern'] },
      { types: ['Tea'] },
      { products: ['1'], collections: ['5'] },
    ]) {
      expect(items(scope(beyond))).toBe('unsupported_products');
    }
  });

  test('on shipping does not combine with another on shipping', () => {
    const combines = { order: true, product: true, shipping: true };
    const gives = { kind: 'free_shipping', points: 100, upTo: 490 } as const;
    expect(termsOfFirst(aReward({ gives, combines }))).toMatchObject({
      gives: { kind: 'shipping', upTo: 490 },
      combines: { order: true, product: true, shipping: false },
    });
  });

  test('is none for what is no discount', () => {
    expect(
      termsOfFirst(aReward({ gives: { kind: 'experience', points: 100, cost: 0 } })),
    ).toBeNull();
    const gives = { kind: 'gift_card', steps, expiresDays: null } as const;
    expect(termsOfFirst(aReward({ gives }))).toBeNull();
  });

  test('is the same whatever it costs and is called, and can be stored', () => {
    const cheap = aReward({
      name: 'Cheap',
      gives: { kind: 'amount_off', steps: [{ points: 1, amount: 500 }], products: 'all' },
    });
    const terms = termsOfFirst(stepped);
    expect(termsOfFirst(cheap)).toEqual(terms);
    expect(DiscountTerms.parse(terms)).toEqual(terms);
    expect(termsOfFirst(aReward({ minimumCart: 100 }))).not.toEqual(terms);
  });
});

describe('the discounts that a program wants', () => {
  test('are one a step, for now and for later, and none for what is not offered', () => {
    const soon = { ...stepped, validDays: 3 };
    const off = { ...stepped, key: 'off', offered: 'no' as const };
    const now = Date.parse('2026-05-01T10:00:00Z');
    const { discounts } = wantedDiscounts(programWith([soon, off]), 'EUR', [now, now + DAY_MS]);
    expect(discounts.map(({ bucket }) => bucket).sort()).toEqual([
      '2026-05-05',
      '2026-05-05',
      '2026-05-06',
      '2026-05-06',
    ]);
    const prize = { ...stepped, offered: 'prize' as const };
    expect(wantedDiscounts(programWith([prize]), 'EUR', [now]).discounts).toHaveLength(2);
  });

  test('name the rewards that cannot be discounts', () => {
    const { discounts, problems } = wantedDiscounts(
      programWith([percentage(scope({ tags: ['sale'] }))]),
      'EUR',
      [0],
    );
    expect([discounts, [...problems]]).toEqual([[], [['five-off', 'unsupported_products']]]);
  });
});

test('a code is valid as long as was promised, and not much longer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_660 }),
      fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2040, 0) }),
      (days, now) => {
        const { endsAt } = validityOf(days, now);
        const beyond = ((endsAt?.getTime() ?? 0) - now) / DAY_MS - days;
        expect(beyond).toBeGreaterThanOrEqual(0);
        expect(beyond).toBeLessThan(days <= 14 ? 1 : days <= 90 ? 7 : 30);
      },
    ),
  );
  expect(validityOf(null, 0)).toEqual({ bucket: 'open', endsAt: null });
});
