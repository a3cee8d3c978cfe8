import fc from 'fast-check';
import { expect, test } from 'vitest';

import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import { orderFact } from '#tests/support/orders.ts';

import { bonusOf, products } from '../a-history.ts';
import { MEMBERS_ORDER, programOf, SHOP, versionOf } from '../a-program.ts';

const PRODUCTS = ['11', '12', '13'];

const bonuses = fc
  .array(
    fc.record({
      percent: fc.constantFrom(150, 200, 300, 400),
      scope: fc.oneof(fc.constant(PRODUCTS), fc.subarray(PRODUCTS, { minLength: 1 })),
      left: fc.constantFrom(null, 1, 10, 45),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((shapes) =>
    shapes.map(({ percent, scope, left }, index) =>
      bonusOf({
        key: `bonus-${index}`,
        gives: { kind: 'multiple', percent },
        lines: { only: products({ products: scope }) },
        limits: left === null ? [] : [{ per: 'month', times: null, points: left }],
      }),
    ),
  );

const prices = fc.tuple(...PRODUCTS.map(() => fc.constantFrom(0, 500, 1_000, 4_000)));

test('where the best wins, an order never earns less for one bonus more', () => {
  fc.assert(
    fc.property(bonuses, prices, (all, euros) => {
      const lines = euros.map((gross, index) => ({ gross, productId: PRODUCTS[index] ?? '11' }));
      const pointsBy = (some: readonly Bonus[]) => {
        const program = programOf({ earning: { bonuses: [...some], combining: 'best_wins' } });
        const fact = orderFact({ lines });
        return judgeOrder(fact, [versionOf(program)], SHOP, MEMBERS_ORDER).receipt.points;
      };
      for (const bonus of all) {
        const without = pointsBy(all.filter((other) => other !== bonus));
        expect(pointsBy(all)).toBeGreaterThanOrEqual(without);
      }
    }),
    { numRuns: 500 },
  );
});
