import fc from 'fast-check';
import { expect, test } from 'vitest';

import { toMoneyInput } from '#app/shopify/admin-api/money-input.server.ts';
import { giftCardCode } from '#app/shopify/paying-out/pay-out-gift-card.server.ts';

test('a gift card’s code is one that Shopify takes, always the same, and another for each redemption and shop', () => {
  const codes = new Set<string>();
  for (const key of ['one shop', 'another shop']) {
    for (let id = 1; id <= 500; id += 1) {
      const code = giftCardCode(key, String(id));
      expect(code).toMatch(/^[a-z0-9]{16}$/);
      expect(giftCardCode(key, String(id))).toBe(code);
      codes.add(code);
    }
  }
  expect(codes.size).toBe(1_000);
});

test('amounts are written with the decimals of their currency', () => {
  expect(toMoneyInput(1250, 'EUR')).toEqual({ amount: '12.50', currencyCode: 'EUR' });
  expect(toMoneyInput(5, 'EUR').amount).toBe('0.05');
  expect(toMoneyInput(5, 'KWD').amount).toBe('0.005');
  expect(toMoneyInput(500, 'JPY').amount).toBe('500');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (minor) => {
      expect(Math.round(Number(toMoneyInput(minor, 'EUR').amount) * 100)).toBe(minor);
    }),
  );
});
