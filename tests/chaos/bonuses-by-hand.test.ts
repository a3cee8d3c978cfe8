import { expect, test } from 'vitest';

import { givenByBonuses } from './bonuses-by-hand.ts';
import type { TrueBonus, TrueLine, TrueScope } from './history.ts';
import { hasTags } from './rules-in-place.ts';
import { PointsByAmount } from './worth-by-hand.ts';

const RULE = { earns: { kind: 'per_amount', points: 1, amount: 1 }, rounding: 'down' } as never;

const line = (type: string, euros: number) => ({
  ...{ units: 1, counted: BigInt(euros * 100) },
  line: { type, vendor: '', tags: [], collections: [] } as unknown as TrueLine,
});

/** Coffee for 40.00, a cup for 20.00, and 5.00 for shipping. */
const COUNT = { counted: 6_500n, lines: [line('Coffee', 40), line('Cup', 20)] };
const only = (type: string): TrueScope => ({
  only: { types: [type], vendors: [], tags: [], collections: [] },
});

const multiple = (key: string, percent: number, lines: TrueScope = 'all', room = Infinity) => ({
  bonus: { key, lines, gives: { kind: 'multiple', percent } } as unknown as TrueBonus,
  room,
});

const given = (combining: string, ...open: ReturnType<typeof multiple>[]) =>
  givenByBonuses(open, combining, COUNT, new PointsByAmount(RULE, COUNT.counted, 100));

test('a multiple of some products is of what counts of their lines, and one of all of shipping too', () => {
  expect(given('add_up', multiple('coffee', 200, only('Coffee')), multiple('all', 150))).toEqual({
    ...{ coffee: 40, all: 32 },
  });
});

test('where the best wins each line has its highest multiple', () => {
  expect(given('best_wins', multiple('all', 150), multiple('coffee', 300, only('Coffee')))).toEqual(
    {
      // Of the cup and of shipping, rounded as it grows.
      ...{ all: 12, coffee: 80 },
    },
  );
  expect(given('best_wins', multiple('all', 300), multiple('coffee', 200, only('Coffee')))).toEqual(
    {
      all: 130,
    },
  );
});

test('a multiple that its limit cuts off makes way where there is more without it', () => {
  const coffee = multiple('coffee', 300, only('Coffee'), 10);
  expect(given('best_wins', multiple('all', 200), coffee)).toEqual({ all: 65 });
  expect(given('best_wins', multiple('all', 110), coffee)).toEqual({ all: 2, coffee: 10 });
});

test('customer tags are the same in capitals, and of nobody whom nobody knows', () => {
  const vips = { any: ['VIP'], none: ['staff'] };
  expect(hasTags(['vip'], vips)).toBe(true);
  expect(hasTags(['vip', 'staff'], vips)).toBe(false);
  expect(hasTags([], vips)).toBe(false);
  expect(hasTags(null, { any: [], none: ['staff'] })).toBe(false);
  expect(hasTags(null, { any: [], none: [] })).toBe(true);
});
