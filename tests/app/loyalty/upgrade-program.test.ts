import fc from 'fast-check';
import { expect, test } from 'vitest';

import { judgeOrder } from '#app/loyalty/judge-order.ts';
import { readProgram } from '#app/loyalty/upgrade-program.ts';
import { orderFact } from '#tests/support/orders.ts';

import { MEMBERS_ORDER, programOf, SHOP, versionOf } from './a-program.ts';

const FIRST = {
  format: 1,
  name: 'Bean Club',
  earning: { order: { rule: 'order_subtotal', pointsPerUnit: 3 } },
};

test('a program of the first format is what it was carried out as', () => {
  expect(readProgram(FIRST)).toEqual(
    programOf({
      name: 'Bean Club',
      tiers: [],
      order: { earns: { kind: 'per_amount', points: 3, amount: 1 } },
    }),
  );
});

test('with one point a unit, as every shop had it, an order is worth what it was: its whole units', () => {
  const versions = [versionOf(readProgram({ ...FIRST, earning: { order: { pointsPerUnit: 1 } } }))];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (cents) => {
      const order = orderFact({ lines: [{ gross: cents }] });
      const { points } = judgeOrder(order, versions, SHOP, MEMBERS_ORDER);
      expect(points).toBe(Math.floor(cents / 100));
    }),
  );
});

test('a program of today is read as it is', () => {
  const program = programOf({ order: { minimum: 500, rounding: 'up' } });
  expect(readProgram(JSON.parse(JSON.stringify(program)))).toEqual(program);
});

test.each([null, {}, { format: 3 }, { ...FIRST, earning: {} }, 'a program'])(
  '%j is no program',
  (document) => {
    expect(() => readProgram(document)).toThrow();
  },
);
