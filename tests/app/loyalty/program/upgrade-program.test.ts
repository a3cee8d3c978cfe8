import fc from 'fast-check';
import { expect, test } from 'vitest';

import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import { parseProgram, readProgram } from '#app/loyalty/program/upgrade-program.ts';
import { orderFact } from '#tests/support/orders.ts';

import { LADDER, MEMBERS_ORDER, programOf, SHOP, versionOf } from '../a-program.ts';

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
      const { points } = judgeOrder(order, versions, SHOP, MEMBERS_ORDER).receipt;
      expect(points).toBe(Math.floor(cents / 100));
    }),
  );
});

/** As the second format was stored: a document that a merchant had published with it. */
const SECOND = {
  name: 'Bean Club',
  tiers: [
    { key: 'bronze', from: 0, name: null, earningPercent: 100 },
    { key: 'silver', from: 250, name: null, earningPercent: 125 },
    { key: 'gold', from: 1000, name: 'Roaster', earningPercent: 200 },
  ],
  format: 2,
  earning: {
    order: {
      earns: { kind: 'per_amount', amount: 10, points: 3 },
      counts: {
        tax: 'excluded',
        tips: true,
        duties: false,
        shipping: true,
        giftCards: 'when_bought',
      },
      minimum: 500,
      business: true,
      channels: ['web', 'pos'],
      rounding: 'nearest',
      testOrders: 'never',
    },
    expiry: { days: 730, kind: 'after_days' },
    maturity: { days: 14, kind: 'after_fulfilment' },
  },
  refunds: { beyondBalance: 'forgiven' },
  enrolment: { who: 'account_holders', claimDays: 30 },
  redemption: { graceDays: 60 },
};

test('a program of the second format keeps every choice, and promises nothing more', () => {
  expect(readProgram(SECOND)).toEqual(
    programOf({
      name: 'Bean Club',
      enrolment: { who: 'account_holders', claimDays: 30 },
      order: {
        earns: { kind: 'per_amount', points: 3, amount: 10 },
        counts: {
          shipping: true,
          tax: 'excluded',
          tips: true,
          duties: false,
          giftCards: 'when_bought',
        },
        rounding: 'nearest',
        minimum: 500,
        channels: ['web', 'pos'],
        business: true,
        testOrders: 'never',
      },
      earning: {
        maturity: { kind: 'after_fulfilment', days: 14 },
        expiry: { kind: 'after_days', days: 730 },
      },
      refunds: { beyondBalance: 'forgiven' },
      redemption: { graceDays: 60, afterReturn: 'given_back' },
      tiers: LADDER,
    }),
  );
});

test.each([
  ['a rule', { ...SECOND, earning: { ...SECOND.earning, bonuses: 'all' } }, 'earning.bonuses'],
  ['a tier', { ...SECOND, tiers: [{ ...SECOND.tiers[0], perks: 3 }] }, 'tiers.0.perks'],
])('what is wrong in %s of an older document is found in its place', (_, document, path) => {
  const parsed = parseProgram(document);
  expect(parsed.ok ? [] : parsed.problems).toMatchObject([{ path, code: 'wrong_type' }]);
});

test('a program of today is read as it is', () => {
  const program = programOf({ order: { minimum: 500, rounding: 'up' } });
  expect(readProgram(JSON.parse(JSON.stringify(program)))).toEqual(program);
});

test.each([null, {}, { format: 3 }, { format: 2 }, { ...FIRST, earning: {} }, 'a program'])(
  '%j is no program',
  (document) => {
    expect(() => readProgram(document)).toThrow();
  },
);
