import fc from 'fast-check';
import { expect, test } from 'vitest';

import { NOTHING_BEFORE } from '#app/loyalty/history/before.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import { faceOfProgram } from '#app/loyalty/members/summarize.ts';
import { orderFact } from '#tests/support/orders.ts';

import { renderBlock, summaryOf } from './support/render-block.ts';

const SHOP = {
  currency: 'EUR',
  formerCurrencies: [],
  isDevelopment: false,
  timezone: 'Europe/Berlin',
};

test('whatever it says, a product and a cart are worth what the engine gives for them', async () => {
  const rule = fc.record({
    earns: fc.oneof(
      fc.record({
        kind: fc.constant('per_amount' as const),
        points: fc.integer({ min: 1, max: 1_000 }),
        amount: fc.integer({ min: 1, max: 1_000 }),
      }),
      fc.record({
        kind: fc.constant('per_order' as const),
        points: fc.integer({ min: 1, max: 1_000 }),
      }),
    ),
    rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
    minimum: fc.constantFrom(0, 1, 5_000),
  });
  const percents = fc.constantFrom(100, 125, 133, 200);
  await fc.assert(
    fc.asyncProperty(
      rule,
      percents,
      fc.integer({ min: 1, max: 1_000_000 }),
      async (given, percent, price) => {
        const plain = firstProgram();
        const order = { ...plain.earning.order, ...given };
        const tier = {
          key: 'gold',
          name: null,
          from: 0,
          earningPercent: percent,
          entry: null,
          perks: [],
        };
        const program = { ...plain, earning: { ...plain.earning, order }, tiers: [tier] };
        const version = { version: 1, inForceFrom: new Date(0), program };
        const { receipt } = judgeOrder(orderFact({ lines: [{ gross: price }] }), [version], SHOP, {
          before: { ...NOTHING_BEFORE, tier: () => tier },
          traits: null,
          claimedAt: null,
          chargedBack: false,
          hasMember: true,
        });
        const { text } = await renderBlock('launcher', {
          locale: 'en',
          program: faceOfProgram(program, 'EUR'),
          customer: {
            firstName: 'Lena',
            summary: summaryOf({ tier: { key: 'gold', name: null, percent } }),
          },
          product: { variants: [{ id: 1, price }] },
          cart: { totalPrice: price },
        });
        const said = (pattern: RegExp) =>
          Number((pattern.exec(text)?.[1] ?? '0').replaceAll(',', ''));
        expect(said(/Your cart brings you ([\d,]+)/)).toBe(receipt.points);
        expect(said(/Earn ([\d,]+) points? with/)).toBe(
          given.earns.kind === 'per_amount' ? receipt.points : 0,
        );
      },
    ),
    { numRuns: 60 },
  );
});
