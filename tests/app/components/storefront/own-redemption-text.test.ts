import { describe, expect, test } from 'vitest';

import {
  describeOver,
  describeOwn,
  nameOwn,
  type RedemptionOfShopper,
} from '#app/components/storefront/own-redemption-text.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { rewardOf } from '#tests/support/paying-shop.ts';

const english = languageFor('en', 'Europe/Berlin');

const own = (change: Partial<RedemptionOfShopper> = {}): RedemptionOfShopper => ({
  kind: 'amount_off',
  state: 'ready',
  code: 'K7MX-P9QB-4TRC',
  points: 500,
  amount: 500,
  currency: 'EUR',
  validUntil: new Date('2026-12-31T12:00:00Z'),
  ...change,
});

const steps = [{ points: 500, amount: 500 }];
const DISCOUNT = rewardOf(
  'five',
  { kind: 'amount_off', steps, products: 'all' },
  { minimumCart: 2_000 },
);
const promised = { reward: DISCOUNT, productName: undefined };

describe('a code', () => {
  test('is called by what it gives, and says from which cart on and until when it is good', () => {
    expect(nameOwn(own(), promised, english)).toBe('€5.00 off');
    expect(describeOwn(own(), promised, english)).toEqual([
      'From a cart of €20.00 on.',
      'Valid until December 31, 2026.',
    ]);
  });

  test('with a name of the shop’s own says what it gives besides', () => {
    const reward = { ...DISCOUNT, name: 'Thank you', minimumCart: 0 };
    const named = { reward, productName: undefined };
    expect(nameOwn(own(), named, english)).toBe('Thank you');
    expect(describeOwn(own({ validUntil: null }), named, english)).toEqual(['€5.00 off.']);
  });

  test('that was won says so, and one that is over what became of it', () => {
    expect(describeOwn(own({ points: 0 }), promised, english)[0]).toBe('Yours for free');
    expect(describeOver(own({ state: 'used' }), english)).toBe('Used');
    expect(describeOver(own({ state: 'cancelled' }), english)).toBe('Given back');
  });

  test('of a reward that nobody knows any more is still called by what it gives', () => {
    const unknown = { reward: undefined, productName: undefined };
    expect(nameOwn(own(), unknown, english)).toBe('€5.00 off');
  });
});

describe('what is no code', () => {
  test.each([
    ['store_credit', 'pending', 'On its way to your account. This takes a moment.'],
    [
      'store_credit',
      'used',
      'It is in your account. You spend it at the checkout while you are signed in.',
    ],
    ['gift_card', 'used', 'Enter the code at the checkout, where discount codes go too.'],
    ['experience', 'ready', 'Ask our team for it: they hand it over.'],
    [
      'gift_card',
      'doubtful',
      'This takes longer than usual. The shop is looking into it; nothing is lost.',
    ],
    ['store_credit', 'failed', 'This could not be had. Your points are back.'],
  ] as const)('%s, %s: %s', (kind, state, sentence) => {
    const given = { reward: undefined, productName: undefined };
    expect(describeOwn(own({ kind, state, validUntil: null }), given, english)).toEqual([sentence]);
  });

  test('a free product is called by its name', () => {
    const gift = { reward: undefined, productName: 'House Blend, 250 g' };
    const free = own({ kind: 'free_product', amount: null });
    expect(nameOwn(free, gift, english)).toBe('House Blend, 250 g');
    expect(describeOwn(free, gift, english)).toContain(
      'Put it into your cart, then apply the code.',
    );
  });
});
