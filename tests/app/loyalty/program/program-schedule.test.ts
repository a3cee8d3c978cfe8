import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { versionInForce } from '#app/loyalty/program/program.ts';
import {
  planStart,
  SCHEDULED_MAX,
  statesAt,
  type VersionInSchedule,
} from '#app/loyalty/program/program-schedule.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));

function version(
  number: number,
  hour: number,
  change: Partial<VersionInSchedule> = {},
): VersionInSchedule {
  return {
    version: number,
    inForceFrom: at(hour),
    isAnnounced: false,
    isWithdrawn: false,
    ...change,
  };
}

describe('the states of versions', () => {
  test('the one that began last is in force, and of two that began together the newer', () => {
    const versions = [version(1, 1), version(2, 5), version(3, 5), version(4, 3), version(5, 9)];
    expect([...statesAt(versions, at(6)).values()]).toEqual([
      'superseded',
      'superseded',
      'in_force',
      'superseded',
      'scheduled',
    ]);
  });

  test('one that was withdrawn never is', () => {
    const versions = [version(1, 1), version(2, 5, { isWithdrawn: true })];
    expect([...statesAt(versions, at(6)).values()]).toEqual(['in_force', 'withdrawn']);
  });

  test('what has begun stays begun when the clock is set back', () => {
    const versions = [version(1, 1, { isAnnounced: true }), version(2, 5, { isAnnounced: true })];
    expect([...statesAt(versions, at(3)).values()]).toEqual(['superseded', 'in_force']);
  });
});

describe('when a new version begins', () => {
  test('at once, or at a time from now on', () => {
    const versions = [version(1, 1), version(2, 9)];
    expect(planStart(versions, 'now', at(6))).toEqual({ outcome: 'planned', inForceFrom: at(6) });
    expect(planStart(versions, at(6), at(6))).toEqual({ outcome: 'planned', inForceFrom: at(6) });
    expect(planStart(versions, at(9), at(6))).toEqual({ outcome: 'planned', inForceFrom: at(9) });
  });

  test('never in the past, nor at no time', () => {
    const refused = { outcome: 'in_the_past', earliest: at(6) };
    expect(planStart([version(1, 1)], at(5), at(6))).toEqual(refused);
    expect(planStart([version(1, 1)], new Date(Number.NaN), at(6))).toEqual(refused);
  });

  test('not before one that has begun by a clock that was ahead', () => {
    const versions = [version(1, 1), version(2, 12, { isAnnounced: true })];
    expect(planStart(versions, 'now', at(6))).toEqual({ outcome: 'planned', inForceFrom: at(12) });
    expect(planStart(versions, at(8), at(6))).toEqual({ outcome: 'in_the_past', earliest: at(12) });
  });

  test('not further ahead than any period of a program may be', () => {
    const far = new Date('2036-12-20T00:00:00Z');
    expect(planStart([version(1, 1)], far, at(6))).toMatchObject({ outcome: 'too_far_ahead' });
  });

  test('later only while few others wait, at once always', () => {
    const waiting = Array.from({ length: SCHEDULED_MAX }, (_, index) => version(index + 2, 12));
    expect(planStart(waiting, at(13), at(6))).toEqual({
      outcome: 'too_many_scheduled',
      scheduledMax: SCHEDULED_MAX,
    });
    expect(planStart(waiting, 'now', at(6)).outcome).toBe('planned');
    const oneLess = [version(2, 12, { isWithdrawn: true }), ...waiting.slice(1)];
    expect(planStart(oneLess, at(13), at(6)).outcome).toBe('planned');
    expect(planStart(waiting, at(13), at(12)).outcome).toBe('planned');
  });
});

test('publishing changes nothing that lies before it, whatever the clock does', () => {
  const step = fc.record({
    clock: fc.integer({ min: 0, max: 20 }),
    begins: fc.option(fc.integer({ min: 0, max: 25 })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const versions = [version(1, 0, { isAnnounced: true })];
      for (const { clock, begins } of steps) {
        const now = at(clock);
        versions.forEach((each, index) => {
          const isAnnounced = each.isAnnounced || each.inForceFrom <= now;
          versions[index] = { ...each, isAnnounced };
        });
        const planned = planStart(versions, begins === null ? 'now' : at(begins), now);
        if (planned.outcome !== 'planned') continue;
        const { inForceFrom } = planned;
        const before = Array.from({ length: 30 }, (_, hour) => at(hour))
          .filter((moment) => moment < inForceFrom)
          .map((moment) => [moment, versionInForce(versions, moment)?.version] as const);
        const newest = versions.length + 1;
        versions.push({ version: newest, inForceFrom, isAnnounced: false, isWithdrawn: false });
        for (const [moment, number] of before) {
          expect(versionInForce(versions, moment)?.version).toBe(number);
        }
        if (begins !== null) continue;
        // And what is published for now is what counts until the next one begins that has not begun yet.
        const next = versions
          .filter((each) => !each.isAnnounced && each.inForceFrom > inForceFrom)
          .reduce((soonest, each) => Math.min(soonest, each.inForceFrom.getTime()), Infinity);
        for (let hour = 0; hour < 30; hour += 1) {
          const counts = at(hour) >= inForceFrom && at(hour).getTime() < next;
          if (counts) expect(versionInForce(versions, at(hour))?.version).toBe(newest);
        }
      }
    }),
  );
});
