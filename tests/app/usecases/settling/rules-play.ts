import fc from 'fast-check';

import { PROGRAM_START } from '#tests/support/ledger.ts';
import type { HandBonus, HandChallenge } from '#tests/support/rules-by-hand.ts';

export const DAY_MS = 86_400_000;
export const START = PROGRAM_START.getTime();
/** Three years and a little, so that a tier is reached, held, lost and reached again. */
const DAYS = 1_120;

const limit = fc.oneof(
  fc.record({
    per: fc.constantFrom('day' as const, 'month' as const, 'year' as const, 'ever' as const),
    times: fc.constantFrom(1, 2),
    points: fc.constant(null),
  }),
  fc.record({
    per: fc.constantFrom('month' as const, 'year' as const, 'ever' as const),
    times: fc.constant(null),
    points: fc.constantFrom(10, 60, 150),
  }),
);

const bonus = (key: string): fc.Arbitrary<HandBonus> =>
  fc
    .record({
      first: fc.integer({ min: 0, max: DAYS }),
      days: fc.constantFrom(20, 200, 2_000),
      orders: fc.constantFrom('all' as const, 'first' as const, 'later' as const),
      onlyGold: fc.constantFrom(false, false, true),
      gives: fc.constantFrom(
        { kind: 'multiple' as const, percent: 200 },
        { kind: 'multiple' as const, percent: 300 },
        { kind: 'per_item' as const, points: 7 },
        { kind: 'per_order' as const, points: 50 },
      ),
      limits: fc.array(limit, { maxLength: 2 }),
    })
    .map(({ first, days, ...rest }) => ({
      ...rest,
      key,
      from: START + first * DAY_MS,
      until: START + (first + days) * DAY_MS,
    }));

const version = fc.record({
  day: fc.integer({ min: 1, max: DAYS }),
  limits: fc.oneof(fc.constant([]), fc.array(limit, { maxLength: 1 })),
  bonuses: fc.tuple(bonus('one'), bonus('two')),
});

const challenge: fc.Arbitrary<HandChallenge> = fc.record({
  key: fc.constant('challenge'),
  goal: fc.constantFrom('orders' as const, 'items' as const, 'spend' as const),
  count: fc.constantFrom(2, 3, 5),
  within: fc.constantFrom('month' as const, 'ever' as const),
  repeats: fc.constantFrom('once' as const, 'once_a_period' as const, 'again' as const),
  points: fc.constantFrom(11, 40),
});

const state = fc.record({
  stands: fc.constantFrom(true, true, true, false),
  returned: fc.constantFrom(0, 0, 0, 1, 2),
});

export const order = fc.record({
  customer: fc.constantFrom('1', '2'),
  // Few days apart, so that periods are shared, and hours that are another day in Berlin.
  day: fc.oneof(fc.integer({ min: 0, max: DAYS }), fc.integer({ min: 360, max: 400 })),
  hour: fc.constantFrom(10, 22.5, 23.5),
  price: fc.integer({ min: 1, max: 60 }),
  units: fc.integer({ min: 1, max: 3 }),
  states: fc.array(state, { minLength: 1, maxLength: 3 }),
});

/** Something else that a member did, and whether that was taken back in the end. */
export const action = fc.record({
  customer: fc.constantFrom('1', '2'),
  day: fc.integer({ min: 330, max: 380 }),
  isTakenBack: fc.boolean(),
});

export type Shape<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

export const playShape = fc
  .record({
    orders: fc.array(order, { minLength: 2, maxLength: 10 }),
    actions: fc.array(action, { maxLength: 3 }),
    versions: fc.array(version, { minLength: 1, maxLength: 2 }),
    challenge: fc.option(challenge),
    goldFrom: fc.option(fc.constantFrom(50, 120, 300), { freq: 1 }),
    mergeDay: fc.option(fc.integer({ min: 355, max: 395 }), { freq: 3 }),
  })
  // What becomes of a yearly tier by a merge is told in tests of its own; for nothing but tiers do actions count.
  .map((play) => (play.goldFrom === null ? { ...play, actions: [] } : { ...play, mergeDay: null }));
