import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { historyMatters, tierMatters } from '#app/loyalty/orders/history-matters.ts';
import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import { orderFact } from '#tests/support/orders.ts';

import { bonusOf, challengeOf, EVERY_ORDER, judgeAll, pointsOf } from '../a-history.ts';
import { LADDER, programOf, versionOf } from '../a-program.ts';

const ANNA = CustomerId.parse('7');
const OTHER = CustomerId.parse('8');
const goldOnly = { tiers: ['gold'], tags: { any: [], none: [] } };

/** A mark of what is no order. */
const action = (at: string, points: number): Mark => ({
  ...{ at: Date.parse(at), orderId: OrderId.parse('1'), track: ANNA, kind: 'action', points },
  ...{ counted: 0, rules: {}, challenges: {} },
});
const order = (id: number, date: string, change: Parameters<typeof orderFact>[0] = {}) =>
  orderFact({ orderId: String(id), processedAt: `${date}T10:00:00.000Z`, ...change });

describe('the tier just before', () => {
  const versions = [versionOf(programOf({ tiers: LADDER }))];

  test('the order that lifts a member is judged below, the next one at the new tier', () => {
    const orders = [order(1, '2026-03-01', { lines: [{ gross: 30_000 }] }), order(2, '2026-03-02')];
    expect(pointsOf(orders, { versions })).toEqual({ 1: 300, 2: 50 });
  });

  test('points for what is no order count from then on', () => {
    const orders = [order(1, '2026-03-01'), order(2, '2026-03-03')];
    const known = [action('2026-03-02T00:00:00Z', 250)];
    expect(pointsOf(orders, { versions, known })).toEqual({ 1: 40, 2: 50 });
  });

  test('is lost with the year where tiers are yearly', () => {
    const yearly = programOf({
      tiers: LADDER,
      qualification: {
        measure: 'points',
        window: { kind: 'calendar_year' },
        demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
      },
    });
    const orders = [
      order(1, '2026-03-01', { lines: [{ gross: 30_000 }] }),
      order(2, '2027-12-31'),
      order(3, '2028-01-01'),
    ];
    expect(pointsOf(orders, { versions: [versionOf(yearly)] })).toEqual({ 1: 300, 2: 50, 3: 40 });
  });
});

describe('customers who were merged', () => {
  const merges = [{ absorbed: OTHER, kept: ANNA, mergedAt: Date.parse('2026-03-10T00:00:00Z') }];
  const once = [{ per: 'ever' as const, times: 1, points: null }];
  const versions = [versionOf(programOf({ earning: { bonuses: [bonusOf({ limits: once })] } }))];

  test('keep what each had before, and the one who is left sees all of it from then on', () => {
    const orders = [
      order(1, '2026-03-01', { customerId: OTHER }),
      order(2, '2026-03-02'),
      order(3, '2026-03-11'),
    ];
    expect(pointsOf(orders, { versions, merges })).toEqual({ 1: 80, 2: 80, 3: 40 });
    const late = [orders[0], orders[2]].flatMap((each) => each ?? []);
    expect(pointsOf(late, { versions, merges })).toEqual({ 1: 80, 3: 40 });
    expect(pointsOf(late, { versions })).toEqual({ 1: 80, 3: 80 });
  });
});

describe('whether what lies before matters', () => {
  const limits = [{ per: 'day' as const, times: 1, points: null }];

  test.each([
    ['the base rule alone', programOf(), false],
    [
      'tiers that earn alike',
      programOf({ tiers: LADDER.map((tier) => ({ ...tier, earningPercent: 100 })) }),
      false,
    ],
    ['tiers that earn differently', programOf({ tiers: LADDER }), true],
    ['a campaign for everybody', programOf({ earning: { bonuses: [bonusOf()] } }), false],
    [
      'a campaign for a tier',
      programOf({ earning: { bonuses: [bonusOf({ conditions: { members: goldOnly } })] } }),
      true,
    ],
    ['earning for a tier only', programOf({ order: { members: goldOnly } }), true],
    ['a limit of the base rule', programOf({ order: { limits } }), true],
    ['a limit of a bonus', programOf({ earning: { bonuses: [bonusOf({ limits })] } }), true],
    [
      'a welcome',
      programOf({ earning: { bonuses: [bonusOf({ conditions: { orders: 'first' } })] } }),
      true,
    ],
    ['a challenge', programOf({ earning: { challenges: [challengeOf()] } }), true],
  ] as const)('%s: %s', (_, program, matters) => {
    expect(historyMatters(program)).toBe(matters);
  });

  test('a challenge for a tier asks for tiers', () => {
    const conditions = { ...EVERY_ORDER, members: goldOnly };
    const program = programOf({ earning: { challenges: [challengeOf({ conditions })] } });
    expect([tierMatters(program), tierMatters(programOf())]).toEqual([true, false]);
  });
});

const someOrders = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 500 }),
    day: fc.integer({ min: 0, max: 500 }),
    cents: fc.integer({ min: 0, max: 20_000 }),
    refunded: fc.integer({ min: 0, max: 5_000 }),
    units: fc.integer({ min: 1, max: 4 }),
    isCancelled: fc.boolean(),
    customerId: fc.constantFrom(ANNA, OTHER),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

type Shape = (typeof someOrders extends fc.Arbitrary<infer Shapes> ? Shapes : never)[number];

function factOf({ id, day, cents, refunded, units, isCancelled, customerId }: Shape): OrderFact {
  const processedAt = new Date(Date.UTC(2026, 0, 2 + day)).toISOString();
  const lines = [{ gross: cents, refunded: Math.min(cents, refunded), quantity: units }];
  const cancelledAt = isCancelled ? processedAt : null;
  return orderFact({ orderId: String(id), processedAt, customerId, lines, cancelledAt });
}

/** A program that asks for everything that may lie before. */
const versions = [
  versionOf(
    programOf({
      tiers: LADDER,
      order: { limits: [{ per: 'week', times: null, points: 150 }] },
      earning: {
        bonuses: [
          bonusOf({ limits: [{ per: 'month', times: 2, points: 120 }] }),
          bonusOf({
            key: 'welcome',
            conditions: { orders: 'first' },
            gives: { kind: 'per_order', points: 33 },
          }),
          bonusOf({
            key: 'gold',
            conditions: { members: goldOnly },
            gives: { kind: 'per_item', points: 7 },
          }),
        ],
        challenges: [
          challengeOf({ repeats: 'again', goal: { kind: 'items', lines: 'all', count: 5 } }),
          challengeOf({ key: 'often', within: 'quarter', repeats: 'once_a_period' }),
        ],
      },
      qualification: {
        measure: 'points',
        window: { kind: 'rolling', days: 90 },
        demotion: { to: 'one_step', graceDays: 3, warningDays: 0 },
      },
    }),
  ),
];
const merges = [{ absorbed: OTHER, kept: ANNA, mergedAt: Date.UTC(2026, 6, 1) }];

test('any order of arrival is the same history', () => {
  fc.assert(
    fc.property(
      someOrders.chain((shapes) =>
        fc.tuple(fc.constant(shapes), fc.shuffledSubarray(shapes, { minLength: shapes.length })),
      ),
      ([shapes, shuffled]) => {
        const judged = { versions, merges };
        expect(pointsOf(shuffled.map(factOf), judged)).toEqual(
          pointsOf(shapes.map(factOf), judged),
        );
      },
    ),
  );
});

test('judging on from any place comes to the same as judging from the beginning', () => {
  fc.assert(
    fc.property(someOrders, fc.integer({ min: 0, max: 500 }), (shapes, day) => {
      const judged = { versions, merges };
      const { marks } = judgeAll(shapes.map(factOf), judged);
      const from = Date.UTC(2026, 0, 2 + day);
      const late = shapes.filter((shape) => shape.day >= day).map(factOf);
      const known = marks.filter(({ at }) => at < from);
      expect(pointsOf(shapes.map(factOf), judged)).toMatchObject(
        pointsOf(late, { ...judged, known }),
      );
    }),
  );
});

test('what comes later changes nothing about what lies before', () => {
  fc.assert(
    fc.property(someOrders, fc.integer({ min: 0, max: 500 }), (shapes, day) => {
      const judged = { versions, merges };
      const early = shapes.filter((shape) => shape.day < day).map(factOf);
      expect(pointsOf(shapes.map(factOf), judged)).toMatchObject(pointsOf(early, judged));
    }),
  );
});

test('each rule’s points and the prizes are all that an order is worth, and no limit is exceeded', () => {
  fc.assert(
    fc.property(someOrders, (shapes) => {
      const { receipts, marks } = judgeAll(shapes.map(factOf), { versions, merges: [] });
      for (const receipt of receipts.values()) {
        const parts = [...receipt.bonuses, ...receipt.challenges].map(({ points }) => points);
        const base = receipt.base?.points ?? receipt.points;
        expect(parts.reduce((sum, points) => sum + points, base)).toBe(receipt.points);
      }
      for (const own of Map.groupBy(marks, ({ track }) => track).values()) {
        const months = Map.groupBy(own, ({ at }) => new Date(at).toISOString().slice(0, 7));
        for (const month of months.values()) {
          const given = month.map(({ rules }) => rules['double']?.points ?? 0);
          expect(given.reduce((sum, points) => sum + points, 0)).toBeLessThanOrEqual(120);
          expect(given.filter((points) => points > 0).length).toBeLessThanOrEqual(2);
        }
      }
    }),
  );
});
