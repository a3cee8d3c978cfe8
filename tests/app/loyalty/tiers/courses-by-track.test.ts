import { describe, expect, test } from 'vitest';

import type { CustomerMerge } from '#app/loyalty/orders/chain.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { TierCourses } from '#app/loyalty/tiers/courses-by-track.ts';
import type { TieredMember } from '#app/loyalty/tiers/tier-course.ts';

import { order, tiersBy } from './a-course.ts';

const ANNA = CustomerId.parse('1');
const HANNAH = CustomerId.parse('2');
const THIRD = CustomerId.parse('3');

function merged(absorbed: CustomerId, kept: CustomerId, at: string): CustomerMerge {
  return { absorbed, kept, mergedAt: Date.parse(at) };
}

function coursesOf(
  version: ReturnType<typeof tiersBy>,
  merges: readonly CustomerMerge[],
  members: Partial<Record<string, Partial<TieredMember>>> = {},
): TierCourses {
  const member: TieredMember = { joinedAt: 0, pins: [], floors: [] };
  return new TierCourses(
    [version],
    { timezone: 'UTC' },
    (track) => ({ ...member, ...members[track] }),
    merges,
  );
}

describe('the courses of customers who were merged', () => {
  test('are their own before, and one after', () => {
    const courses = coursesOf(tiersBy({}), [merged(HANNAH, ANNA, '2026-03-01')]);
    courses.add({ ...order('2026-01-01', 60), track: ANNA });
    courses.add({ ...order('2026-02-01', 60), track: HANNAH });
    expect(courses.tierBefore(ANNA, Date.parse('2026-02-28'))?.key).toBe('bronze');
    expect(courses.tierBefore(ANNA, Date.parse('2026-03-01'))?.key).toBe('silver');
    expect(courses.tierBefore(HANNAH, Date.parse('2026-03-02'))?.key).toBe('bronze');
    expect(courses.standingAt(ANNA, Date.parse('2026-04-01'))).toMatchObject({
      standing: { tier: { key: 'silver' }, since: Date.parse('2026-03-01'), measured: 120 },
      moves: [{ from: { key: 'bronze' }, to: { key: 'silver' }, reason: 'merged' }],
    });
  });

  test('leave what was, and go on with what both do', () => {
    const courses = coursesOf(tiersBy({}), [merged(HANNAH, ANNA, '2026-03-01')]);
    courses.add({ ...order('2026-01-01', 120), track: ANNA });
    courses.add({ ...order('2026-02-01', 120), track: HANNAH });
    courses.add({ ...order('2026-04-01', 60), track: ANNA });
    courses.add({ ...order('2026-05-01', 800), track: HANNAH });
    const { moves } = courses.standingAt(ANNA, Date.parse('2026-06-01'));
    expect(moves.map(({ at, to }) => [new Date(at).toISOString().slice(0, 10), to?.key])).toEqual([
      ['2026-01-01', 'silver'],
      ['2026-04-01', 'gold'],
      ['2026-05-01', 'platinum'],
    ]);
  });

  test('fall below neither tier until the next assessment', () => {
    const rolling = tiersBy({ window: { kind: 'rolling', days: 30 } });
    const pins = [{ tier: 'gold', from: 0, until: null }];
    const merge = merged(HANNAH, ANNA, '2026-03-01');
    const courses = coursesOf(rolling, [merge], { [HANNAH]: { pins } });
    expect(courses.tierBefore(ANNA, Date.parse('2026-03-01'))?.key).toBe('gold');
    expect(courses.tierBefore(ANNA, Date.parse('2026-03-30'))?.key).toBe('gold');
    expect(courses.tierBefore(ANNA, Date.parse('2026-03-31'))?.key).toBe('bronze');
  });

  test('pass on what others have brought them before', () => {
    const merges = [merged(THIRD, HANNAH, '2026-04-01'), merged(HANNAH, ANNA, '2026-03-01')];
    const courses = coursesOf(tiersBy({}), merges);
    courses.add({ ...order('2026-01-01', 60), track: THIRD });
    courses.add({ ...order('2026-01-02', 60), track: HANNAH });
    courses.add({ ...order('2026-01-03', 200), track: ANNA });
    expect(courses.tierBefore(ANNA, Date.parse('2026-03-31'))?.key).toBe('silver');
    expect(courses.tierBefore(ANNA, Date.parse('2026-04-01'))?.key).toBe('gold');
  });
});
