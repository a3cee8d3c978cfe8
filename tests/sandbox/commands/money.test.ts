import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { allocate, shareOfUnits, taxOf, toDecimal } from '#sandbox/commands/money.ts';

describe('an amount split over lines', () => {
  test('leaves nothing over and nobody out of proportion', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }),
        (amount, weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const parts = allocate(amount, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : amount);
          parts.forEach((part, position) => {
            const exact = total === 0 ? 0 : (amount * (weights[position] ?? 0)) / total;
            expect(Math.abs(part - exact)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  test('gives the odd cent to the largest remainder', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [99, 1])).toEqual([10, 0]);
  });
});

test('single units of a line sum to the line, however they are refunded', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 40 }), (amount, quantity) => {
      const units = Array.from({ length: quantity }, (_, unit) =>
        shareOfUnits(amount, quantity, unit, unit + 1),
      );
      expect(units.reduce((sum, unit) => sum + unit, 0)).toBe(amount);
    }),
  );
});

test('tax is taken out of prices that contain it and put on those that do not', () => {
  expect(taxOf(1190, 19, true)).toBe(190);
  expect(taxOf(1000, 19, false)).toBe(190);
  expect(taxOf(990, 7, true)).toBe(65);
});

test('amounts are written with two decimals', () => {
  expect([0, 5, 1234, -50, 100_000].map(toDecimal)).toEqual([
    '0.00',
    '0.05',
    '12.34',
    '-0.50',
    '1000.00',
  ]);
});
