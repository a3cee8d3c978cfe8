import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AmountError, minorDigits, parseMinor, proportion, sumMinor } from '#app/loyalty/money.ts';

describe('amounts as Shopify writes them', () => {
  test.each([
    ['284.00', 'EUR', 28400],
    ['10.5', 'EUR', 1050],
    ['7', 'EUR', 700],
    ['-5.00', 'EUR', -500],
    ['0.00', 'EUR', 0],
    ['-0.00', 'EUR', 0],
    ['1200', 'JPY', 1200],
    ['1200.0', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
    // Of these people leave the decimals out when they write prices, and `Intl` does.
    ['1234.5', 'HUF', 123450],
    ['99.99', 'PKR', 9999],
    ['1.234', 'IQD', 1234],
    ['0.125', 'EUR', 13],
    ['0.124', 'EUR', 12],
  ])('%s %s is %i minor units', (amount, currency, minor) => {
    expect(parseMinor(amount, currency)).toBe(minor);
  });

  test.each(['', 'abc', '1,00', '1e5', '--1', '.5', '9'.repeat(40)])('%j is refused', (amount) => {
    expect(() => parseMinor(amount, 'EUR')).toThrow(AmountError);
  });

  test('what is larger than can be counted exactly is refused', () => {
    expect(() => parseMinor('99999999999999999.00', 'EUR')).toThrow(AmountError);
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(AmountError);
    expect(() => minorDigits('euro')).toThrow(AmountError);
  });

  test('any number of cents survives being written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const sign = cents < 0 ? '-' : '';
        const whole = Math.trunc(Math.abs(cents) / 100);
        const rest = String(Math.abs(cents) % 100).padStart(2, '0');
        expect(parseMinor(`${sign}${whole}.${rest}`, 'EUR')).toBe(cents);
      }),
    );
  });
});

test('a proportion lies between nothing and the whole, and is exact at both', () => {
  const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 1e12 }), fc.nat(), (whole, denominator, part) => {
      const share = proportion(whole, Math.min(part, denominator), denominator);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(whole);
      expect(proportion(whole, denominator, denominator)).toBe(whole);
      expect(proportion(whole, 0, denominator)).toBe(0);
    }),
  );
});

test('a proportion is that of exact fractions, whether it is counted in large numbers or not', () => {
  const amount = fc.oneof(fc.nat(1_000_000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
  const denominator = fc.oneof(
    fc.integer({ min: 1, max: 1_000 }),
    fc.integer({ min: 1, max: 1e15 }),
  );
  fc.assert(
    fc.property(amount, amount, denominator, (whole, part, parts) => {
      const numerator = Math.min(part, parts);
      const exact = (2n * BigInt(whole) * BigInt(numerator) + BigInt(parts)) / (2n * BigInt(parts));
      expect(proportion(whole, numerator, parts)).toBe(Number(exact));
    }),
    { numRuns: 1_000 },
  );
});
