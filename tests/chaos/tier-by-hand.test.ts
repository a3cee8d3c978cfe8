import { expect, test } from 'vitest';

import type { TierTerms } from './tier-terms.ts';
import { tierByHand } from './tier-by-hand.ts';

const LADDER = [
  { key: 'bronze', from: 0 },
  { key: 'silver', from: 2 },
  { key: 'gold', from: 5_000 },
];

/** A program for life whose tiers count something else from the first of March on. */
function terms(measure: string, later = measure): TierTerms {
  const version = (number: number, inForceFrom: string, counts: string) => ({
    ...{ version: number, inForceFrom },
    program: {
      qualification: {
        ...{ measure: counts, window: { kind: 'life' } },
        demotion: { to: 'reached', graceDays: 10 },
      },
      tiers: LADDER,
    },
  });
  const versions = [
    version(1, '2026-01-01T00:00:00Z', measure),
    version(2, '2026-03-01T00:00:00Z', later),
  ];
  return { versions: versions as never, merges: [], pins: [], timezone: 'Europe/Berlin' };
}

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const order = (day: string) => ({
  ...{ track: '7', place: at(day) },
  brings: { points: 1, spend: 6_000, orders: 1 },
});

test('tiers count points, money or orders, as the program says', () => {
  const earned = [order('2026-02-01'), order('2026-02-02')];
  const tier = (measure: string) => tierByHand(terms(measure), '7', at('2026-02-10'), earned);
  expect([tier('points'), tier('orders'), tier('spend')]).toEqual([1, 1, 2]);
});

test('where they begin to count something else the tier of before is kept for the days of grace', () => {
  const earned = [order('2026-02-01'), order('2026-02-02')];
  const tier = (day: string) => tierByHand(terms('spend', 'orders'), '7', at(day), earned);
  expect([tier('2026-02-28'), tier('2026-03-05'), tier('2026-03-12')]).toEqual([2, 2, 1]);
});

/** Tiers by the orders of a year; another ladder begins in the June of the year before. */
function byYears(to: string, graceDays: number): TierTerms {
  const version = (number: number, inForceFrom: string, gold: number) => ({
    ...{ version: number, inForceFrom },
    program: {
      qualification: {
        ...{ measure: 'orders', window: { kind: 'calendar_year' } },
        demotion: { to, graceDays },
      },
      tiers: [
        { key: 'bronze', from: 0 },
        { key: 'silver', from: 1 },
        { key: 'gold', from: gold },
      ],
    },
  });
  const versions = [version(1, '2025-01-01T00:00:00Z', 2), version(2, '2025-06-01T00:00:00Z', 3)];
  return { versions: versions as never, merges: [], pins: [], timezone: 'Europe/Berlin' };
}

test('what a year reached holds until the next has ended, and by one step for a year longer', () => {
  const earned = ['2025-02-01', '2025-07-01', '2025-08-01'].map(order);
  const tier = (to: string, day: string) => tierByHand(byYears(to, 10), '7', at(day), earned);
  const days = ['2026-12-31', '2027-01-10', '2027-01-12', '2028-01-12'];
  expect(days.map((day) => tier('one_step', day))).toEqual([2, 2, 1, 0]);
  expect(days.map((day) => tier('reached', day))).toEqual([2, 2, 0, 0]);
});

test('a tier that another ladder would not give is kept until the next first of January', () => {
  const earned = ['2025-02-01', '2025-03-01'].map(order);
  const tier = (day: string) => tierByHand(byYears('reached', 0), '7', at(day), earned);
  expect([tier('2025-05-31'), tier('2025-12-31'), tier('2026-01-02')]).toEqual([2, 2, 1]);
});
