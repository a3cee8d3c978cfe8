import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AmountError } from '#app/loyalty/money.ts';
import { worthOf } from '#app/loyalty/orders/worth.ts';

const perAmount = (points: number, amount: number) =>
  ({ kind: 'per_amount', points, amount }) as const;

describe('rounding', () => {
  test.each([
    ['down', 1_999, 19],
    ['down', 2_000, 20],
    ['nearest', 1_949, 19],
    ['nearest', 1_950, 20],
    ['up', 1_901, 20],
    ['up', 1_900, 19],
    ['up', 0, 0],
  ] as const)('%s: %i cents are %i points', (rounding, counted, points) => {
    expect(worthOf({ earns: perAmount(1, 1), rounding }, counted, 'EUR', 100)).toBe(points);
  });

  test('happens once, with the tier’s share in it', () => {
    // 9.99 at 150 % is 14.985: rounding first would make 9 and then 13.
    expect(worthOf({ earns: perAmount(1, 1), rounding: 'down' }, 999, 'EUR', 150)).toBe(14);
  });

  test.each([
    ['JPY', 2_980, 298],
    ['KWD', 29_800, 2],
  ])('a unit of %s has the decimals that the currency has', (currency, counted, points) => {
    expect(worthOf({ earns: perAmount(1, 10), rounding: 'down' }, counted, currency, 100)).toBe(
      points,
    );
  });
});

describe('points for each order', () => {
  const rule = { earns: { kind: 'per_order', points: 5 }, rounding: 'nearest' } as const;

  test('do not depend on what it costs, as long as anything counts', () => {
    expect([0, 1, 1e9].map((counted) => worthOf(rule, counted, 'EUR', 100))).toEqual([0, 5, 5]);
  });

  test('are more at a higher tier', () => {
    expect(worthOf(rule, 1, 'EUR', 150)).toBe(8);
  });
});

const counted = fc.oneof(
  fc.integer({ min: 0, max: 1e7 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);
const rules = fc.record({
  points: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1e6 })),
  amount: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1e6 })),
  percent: fc.oneof(fc.constant(100), fc.integer({ min: 100, max: 10_000 })),
});

/** By how much a worth is off the exact fraction, as a multiple of `divisor`; undefined where it was refused. */
function errorOf(
  { points, amount, percent }: { points: number; amount: number; percent: number },
  cents: number,
  rounding: 'down' | 'nearest' | 'up',
) {
  const product = BigInt(cents) * BigInt(points) * BigInt(percent);
  const divisor = BigInt(amount) * 10_000n;
  try {
    const worth = worthOf({ earns: perAmount(points, amount), rounding }, cents, 'EUR', percent);
    return { off: BigInt(worth) * divisor - product, divisor, product };
  } catch (error) {
    expect(error).toBeInstanceOf(AmountError);
    return { off: undefined, divisor, product };
  }
}

describe('however large the amounts, the worth is the exact fraction rounded', () => {
  test.each([
    ['down', (off: bigint, divisor: bigint) => off <= 0n && -off < divisor],
    ['up', (off: bigint, divisor: bigint) => off >= 0n && off < divisor],
    ['nearest', (off: bigint, divisor: bigint) => 2n * off <= divisor && -2n * off < divisor],
  ] as const)('%s', (rounding, holds) => {
    fc.assert(
      fc.property(rules, counted, (rule, cents) => {
        const { off, divisor, product } = errorOf(rule, cents, rounding);
        if (off === undefined) {
          // Refused only where not even the nearest whole number below could be counted with.
          expect(product / divisor >= BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
        } else {
          expect(holds(off, divisor)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
