import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Ladder, tierReached, tiersMatter } from '#app/loyalty/program/ladder.ts';

import { LADDER } from '../a-program.ts';

describe('a ladder', () => {
  const [bronze, silver, gold] = LADDER;

  test.each([[[]], [LADDER], [LADDER.slice(0, 1)]])('may be %j', (ladder) => {
    expect(Ladder.parse(ladder)).toEqual(ladder);
  });

  test.each([
    ['begins at zero', [silver, gold], [0, 'from'], 'ladder_starts_at_zero'],
    ['ascends', [bronze, gold, silver], [2, 'from'], 'ladder_ascends'],
    [
      'has no two rungs at the same height',
      [bronze, { ...gold, from: 0 }],
      [1, 'from'],
      'ladder_ascends',
    ],
    ['names each tier once', [bronze, { ...silver, key: 'bronze' }], [1, 'key'], 'tier_twice'],
  ])('%s', (_, ladder, path, message) => {
    expect(Ladder.safeParse(ladder).error?.issues).toMatchObject([{ path, message }]);
  });

  test.each([
    { key: 'Gold' },
    { key: '' },
    { from: 0.5 },
    { earningPercent: 99 },
    { earningPercent: 10_001 },
    { name: ' ' },
  ])('has no tier with %j', (change) => {
    expect(Ladder.safeParse([{ ...bronze, ...change }]).success).toBe(false);
  });
});

test('a tier is reached with its very last point', () => {
  expect(
    [-5, 0, 249, 250, 999, 1_000, 1e9].map((points) => tierReached(LADDER, points)?.key),
  ).toEqual(['bronze', 'bronze', 'bronze', 'silver', 'silver', 'gold', 'gold']);
  expect(tierReached([], 1_000)).toBeNull();
});

test('more points never reach a lower tier', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (points, more) => {
      const heights = [points, points + more].map((each) => tierReached(LADDER, each)?.from ?? 0);
      expect(heights[1]).toBeGreaterThanOrEqual(heights[0] ?? 0);
    }),
  );
});

test('tiers matter to what is earned where one of them earns more', () => {
  expect(tiersMatter(LADDER)).toBe(true);
  expect(tiersMatter(LADDER.map((tier) => ({ ...tier, earningPercent: 100 })))).toBe(false);
  expect(tiersMatter([])).toBe(false);
});
