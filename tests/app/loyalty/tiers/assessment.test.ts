import { describe, expect, test } from 'vitest';

import { assess, type StoredStanding } from '#app/loyalty/tiers/assessment.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { TierMark } from '#app/loyalty/tiers/stretches.ts';

import { courseOf, ladderOf, order, tiersBy } from './a-course.ts';

/** A version whose silver and gold give so many points to whoever reaches them, and nothing for 0. */
function giving(version: number, from: string, silver: number, gold: number): ProgramVersion {
  const entries = [0, silver, gold];
  const tiers = ladderOf({ bronze: 0, silver: 100, gold: 300 }).map((tier, index) => {
    const points = entries[index] ?? 0;
    return { ...tier, entry: points > 0 ? ({ kind: 'points', points } as const) : null };
  });
  return tiersBy({}, { version, inForceFrom: new Date(`${from}T00:00:00Z`), tiers });
}

const VERSIONS = [giving(1, '2026-01-01', 10, 30), giving(2, '2026-03-01', 11, 31)];
const NOW = Date.parse('2026-04-01T00:00:00Z');

/** What she is given now, by tier. */
function giftsFor(
  marks: readonly TierMark[],
  versions: readonly ProgramVersion[] = VERSIONS,
  stored: StoredStanding | null = null,
) {
  const course = courseOf(versions, { joinedAt: Date.parse('2026-01-01T00:00:00Z') });
  for (const mark of marks) course.add(mark);
  const standing = course.standingAt(NOW);
  const moves = course.moves();
  const joinedAt = Date.parse('2026-01-01T00:00:00Z');
  const { gifts } = assess({ stored, standing, moves, nextDatedAt: null, joinedAt }, versions, NOW);
  return gifts.map(({ tier, entry }) => `${tier} ${entry.kind === 'points' ? entry.points : ''}`);
}

const STOOD_ON_BRONZE: StoredStanding = {
  ...{ tier: 'bronze', since: null, nextAssessmentAt: null, measured: 0, missingToKeep: 0 },
  ...{ nextTier: 'silver', missingToNext: 100, isByHand: false, dueAt: null },
};

describe('what rungs give that were passed since a member was assessed last', () => {
  test.each([
    ['never', null],
    ['on the lowest', STOOD_ON_BRONZE],
  ])('is as the version has it by which each was reached, where she was told %s', (_, stored) => {
    const marks = [order('2026-02-01T00:00:00Z', 150), order('2026-03-15T00:00:00Z', 150)];
    expect(giftsFor(marks, VERSIONS, stored)).toEqual(['silver 10', 'gold 31']);
  });

  test('is by one version where one order passes both', () => {
    expect(giftsFor([order('2026-02-01T00:00:00Z', 300)])).toEqual(['silver 10', 'gold 30']);
    expect(giftsFor([order('2026-03-15T00:00:00Z', 300)])).toEqual(['silver 11', 'gold 31']);
  });

  test('is nothing for a rung that gave nothing when she came to it', () => {
    const versions = [giving(1, '2026-01-01', 0, 0), giving(2, '2026-03-01', 11, 31)];
    const marks = [order('2026-02-01T00:00:00Z', 150), order('2026-03-15T00:00:00Z', 150)];
    expect(giftsFor(marks, versions)).toEqual(['gold 31']);
  });
});
