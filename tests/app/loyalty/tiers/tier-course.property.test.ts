import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Ladder } from '#app/loyalty/program/ladder.ts';
import { tierReached } from '#app/loyalty/program/ladder.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';
import type { TierMark } from '#app/loyalty/tiers/stretches.ts';

import { courseOf, LADDER, ladderOf, tiersBy } from './a-course.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2024-01-01T00:00:00Z');
const LAST = Date.parse('2029-01-01T00:00:00Z');

const moments = fc.integer({ min: FIRST, max: LAST });

const histories = fc
  .array(fc.record({ at: moments, points: fc.integer({ min: 0, max: 400 }) }), { maxLength: 40 })
  .map((facts) =>
    [...facts]
      .sort((a, b) => a.at - b.at)
      .map(({ at, points }): TierMark => ({ at, kind: 'order', points, counted: points })),
  );

const windows: fc.Arbitrary<Qualification['window']> = fc.oneof(
  fc.constant({ kind: 'life' as const }),
  fc.constant({ kind: 'since_joining' as const }),
  fc.constant({ kind: 'calendar_year' as const }),
  fc.integer({ min: 1, max: 400 }).map((days) => ({ kind: 'rolling' as const, days })),
);

const qualifications = fc.record({
  measure: fc.constantFrom('points', 'spend', 'orders', 'by_hand'),
  window: windows,
  demotion: fc.record({
    to: fc.constantFrom('one_step', 'reached'),
    graceDays: fc.integer({ min: 0, max: 90 }),
    warningDays: fc.constant(0),
  }),
}) satisfies fc.Arbitrary<Qualification>;

const LADDERS = [LADDER, ladderOf({ bronze: 0, gold: 500 }), ladderOf({ one: 0, two: 3 })];

/** Up to three versions, one after the other. */
const programs = fc
  .array(
    fc.record({
      qualification: qualifications,
      from: moments,
      tiers: fc.constantFrom<Ladder>(...LADDERS),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((versions) =>
    versions.map(({ qualification, from, tiers }, index) =>
      tiersBy(qualification, {
        tiers,
        version: index + 1,
        inForceFrom: new Date(index === 0 ? 0 : from),
      }),
    ),
  );

const hands = fc.record({
  pins: fc.array(
    fc.record({
      tier: fc.constantFrom('silver', 'gold', 'two'),
      from: moments,
      until: fc.option(moments),
    }),
    { maxLength: 2 },
  ),
  floors: fc.array(fc.record({ tier: fc.constantFrom('silver', 'gold'), from: moments }), {
    maxLength: 2,
  }),
});

function standingOf(course: ReturnType<typeof courseOf>, at: number) {
  return { ...course.standingAt(at), moves: course.moves() };
}

describe('the course of a tier', () => {
  test('is the same however often it was asked for on the way', () => {
    fc.assert(
      fc.property(programs, histories, hands, moments, (versions, marks, member, asked) => {
        const once = courseOf(versions, member);
        const often = courseOf(versions, member);
        for (const mark of marks) {
          once.add(mark);
          often.tierBefore(mark.at);
          often.add(mark);
          if (mark.at < asked) often.standingAt(mark.at);
        }
        expect(standingOf(often, LAST)).toEqual(standingOf(once, LAST));
      }),
    );
  });

  test('ends where its last move led', () => {
    fc.assert(
      fc.property(programs, histories, hands, (versions, marks, member) => {
        const course = courseOf(versions, member);
        for (const mark of marks) course.add(mark);
        const { tier } = course.standingAt(LAST);
        const moves = course.moves();
        expect(moves.at(-1)?.to?.key ?? tier?.key).toBe(tier?.key);
        moves.slice(1).forEach((move, index) => expect(move.from?.key).toBe(moves[index]?.to?.key));
      }),
    );
  });

  test('is never below what the window reaches', () => {
    fc.assert(
      fc.property(qualifications, histories, (qualification, marks) => {
        const course = courseOf([tiersBy(qualification)]);
        for (const mark of marks) course.add(mark);
        const { tier, measured } = course.standingAt(LAST);
        expect(tier?.from ?? 0).toBeGreaterThanOrEqual(tierReached(LADDER, measured)?.from ?? 0);
      }),
    );
  });

  test('for life and by years is never lower for whoever did more', () => {
    const kinds = fc.constantFrom('life', 'calendar_year');
    const more = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(kinds, histories, more, moments, (kind, marks, extra, moment) => {
        const version = tiersBy({ window: { kind } });
        const [less, greater] = [courseOf([version]), courseOf([version])];
        for (const mark of marks.filter(({ at }) => at <= moment)) {
          less.add(mark);
          greater.add({ ...mark, points: mark.points + extra });
        }
        const from = less.tierBefore(moment)?.from ?? 0;
        expect(greater.tierBefore(moment)?.from).toBeGreaterThanOrEqual(from);
      }),
    );
  });

  test('holds what was reached for the days of the window', () => {
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(days, histories, (windowDays, marks) => {
        const version = tiersBy({ window: { kind: 'rolling', days: windowDays } });
        const course = courseOf([version]);
        for (const mark of marks) course.add(mark);
        course.tierBefore(LAST);
        const moves = course.moves();
        moves.forEach((move, index) => {
          if (move.direction !== 'down') return;
          const held = move.at - (moves[index - 1]?.at ?? 0);
          expect(held).toBeGreaterThanOrEqual(windowDays * DAY_MS);
        });
      }),
    );
  });
});
