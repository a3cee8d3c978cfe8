import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compareMarks, History } from '#app/loyalty/history/history.ts';
import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import { reachOf } from '#app/loyalty/history/history-reach.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';

import { bonusOf } from '../a-history.ts';
import { LADDER, programOf, SHOP, versionOf } from '../a-program.ts';

const { timezone } = SHOP;
const HOUR_MS = 3_600_000;
/** Before the first version, so that a history is met that is older than the program. */
const BEGIN = Date.parse('2023-06-01T00:00:00Z');
const HOURS = 4 * 366 * 24;
const TRACK = CustomerId.parse('7');
const RULES = ['order', 'double'];

const limit = fc.record({
  per: fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'ever'),
  times: fc.constantFrom(1, 3),
  points: fc.constantFrom(null, 100),
});

const program: fc.Arbitrary<Program> = fc
  .record({
    limits: fc.array(limit, { maxLength: 2 }),
    bonusLimits: fc.array(limit, { maxLength: 2 }),
    orders: fc.constantFrom('all', 'first', 'later'),
    tiers: fc.constantFrom([], LADDER, LADDER.slice(0, 2)),
    measure: fc.constantFrom('points', 'spend', 'orders'),
    window: fc.constantFrom('life', 'calendar_year'),
    to: fc.constantFrom('one_step', 'reached'),
    graceDays: fc.constantFrom(0, 0, 30, 400),
  })
  .map(({ limits, bonusLimits, orders, tiers, measure, window, to, graceDays }) =>
    programOf({
      order: { limits },
      earning: { bonuses: [bonusOf({ conditions: { orders }, limits: bonusLimits })] },
      tiers: tiers.map((tier) => (measure === 'orders' ? { ...tier, from: tier.from / 50 } : tier)),
      qualification: {
        measure,
        window: { kind: window },
        demotion: { to, graceDays, warningDays: 0 },
      },
    }),
  );

const versions: fc.Arbitrary<ProgramVersion[]> = fc
  .array(fc.tuple(program, fc.integer({ min: 0, max: HOURS })), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.map(([each, hour], index) =>
      versionOf(each, { version: index + 1, inForceFrom: new Date(BEGIN + hour * HOUR_MS) }),
    ),
  );

const share = fc.record({ times: fc.constantFrom(0, 1), points: fc.integer({ max: 90, min: 0 }) });

const mark: fc.Arbitrary<Mark> = fc
  .record({
    hour: fc.integer({ min: 0, max: HOURS }),
    id: fc.integer({ min: 1, max: 5 }),
    isOrder: fc.constantFrom(true, true, true, false),
    points: fc.integer({ min: 0, max: 400 }),
    counted: fc.constantFrom(0, 20, 400),
    rules: fc.tuple(share, share),
  })
  .map(({ hour, id, isOrder, points, counted, rules: [order, double] }) => ({
    kind: isOrder ? 'order' : 'action',
    at: BEGIN + hour * HOUR_MS,
    orderId: OrderId.parse(String(id)),
    track: TRACK,
    points,
    counted: isOrder ? counted : 0,
    rules: isOrder ? { order, double } : {},
    challenges: {},
  }));

/** Marks as few as they may be, and in their order. */
function summed(marks: readonly Mark[], cuts: readonly number[], from: number): Mark[] {
  const orders = marks.filter(({ kind, at }) => kind === 'order' && at >= from);
  const stretches = Map.groupBy(orders, ({ at }) => cuts.filter((cut) => cut <= at).length);
  const sums = [...stretches.values()].map((stretch) => stretch.reduce(sumOf));
  return [...sums, ...marks.filter(({ kind }) => kind !== 'order')].sort(compareMarks);
}

function sumOf(sum: Mark, next: Mark): Mark {
  const given = (rule: string) => ({
    times: (sum.rules[rule]?.times ?? 0) + (next.rules[rule]?.times ?? 0),
    points: (sum.rules[rule]?.points ?? 0) + (next.rules[rule]?.points ?? 0),
  });
  const counts = ({ orders, points, counted }: Mark) => orders ?? Number(points > 0 || counted > 0);
  return {
    ...sum,
    orders: counts(sum) + counts(next),
    points: sum.points + next.points,
    counted: sum.counted + next.counted,
    rules: Object.fromEntries(RULES.map((rule) => [rule, given(rule)])),
  };
}

test('no judgement behind a place can tell whether what lies before it was summed', () => {
  fc.assert(
    fc.property(
      versions,
      fc.array(mark, { maxLength: 30 }),
      fc.integer({ min: 0, max: HOURS }),
      fc.array(fc.integer({ min: 0, max: HOURS }), { maxLength: 3 }),
      (published, all, hour, later) => {
        const at = BEGIN + hour * HOUR_MS;
        const marks = all.sort(compareMarks).filter((each) => each.at < at);
        const reach = reachOf(published, at, timezone);
        if (!reach) throw new Error('a program without challenges can be summed');
        const terms = {
          ...{ versions: published, timezone, merges: [] },
          memberOf: () => ({ joinedAt: BEGIN, pins: [], floors: [] }),
        };
        const [each, few] = [marks, summed(marks, reach.cuts, reach.from)].map((before) => {
          const history = new History(terms);
          for (const one of before) history.add(one);
          return [at, ...later.map((more) => at + more * HOUR_MS).sort((a, b) => a - b)].map(
            (moment) => answersOf(history, published, moment),
          );
        });
        expect(few).toEqual(each);
      },
    ),
    { numRuns: 300 },
  );
});

/** All that the versions ask a history. */
function answersOf(history: History, published: readonly ProgramVersion[], at: number) {
  const before = history.before({ track: TRACK, at });
  return published.flatMap(({ program: { earning, tiers } }) => [
    ...earning.order.limits.map(({ per }) => before.given('order', per)),
    ...earning.bonuses.flatMap(({ key, limits, conditions }) => [
      ...limits.map(({ per }) => before.given(key, per)),
      conditions.orders === 'all' ? null : before.hasOrder(),
    ]),
    tiers.length === 0 ? null : before.tier()?.key,
  ]);
}

test('what a ladder is met with is told apart from what came after it', () => {
  const byPoints = programOf({ tiers: LADDER });
  const byOrders = programOf({
    tiers: LADDER,
    qualification: {
      measure: 'orders',
      window: { kind: 'life' },
      demotion: { to: 'reached', graceDays: 400, warningDays: 0 },
    },
  });
  const second = versionOf(byOrders, { version: 2, inForceFrom: new Date('2026-03-01T00:00:00Z') });
  const { from, cuts } = reachOf(
    [versionOf(byPoints), second],
    Date.parse('2026-04-01T00:00:00Z'),
    timezone,
  ) ?? { cuts: [] };
  expect(from).toBe(-Infinity);
  expect(cuts).toContain(second.inForceFrom.getTime());
});

test('what cannot be summed is read a fact at a time', () => {
  const rolling = programOf({
    tiers: LADDER,
    qualification: {
      measure: 'spend',
      window: { kind: 'rolling', days: 90 },
      demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
    },
  });
  expect(reachOf([versionOf(rolling)], BEGIN, timezone)).toBeNull();
});

test('where only limits of a day are asked for, nothing before the day is read', () => {
  const daily = programOf({ order: { limits: [{ per: 'day', times: 3, points: null }] } });
  const at = Date.parse('2026-03-01T10:00:00Z');
  const midnight = Date.parse('2026-02-28T23:00:00Z');
  expect(reachOf([versionOf(daily)], at, timezone)).toEqual({
    from: midnight,
    cuts: [midnight],
    asksForRules: true,
  });
});
