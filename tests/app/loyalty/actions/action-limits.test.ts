import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { allowedPoints, type DoneAction } from '#app/loyalty/actions/action-limits.ts';
import { endOfPeriod, startOfPeriod } from '#app/loyalty/time/calendar.ts';
import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import { Period } from '#app/loyalty/program/parts.ts';

import { actionRule } from './an-action.ts';

const ZONE = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);
const daily = actionRule({ limits: [{ per: 'day', times: 1, points: null }] });

describe('a limit of a day', () => {
  const evening = at('2026-06-10T21:59:59Z');
  const night = at('2026-06-10T22:00:00Z');

  test('is one of the shop’s own calendar, and says from when there is something again', () => {
    const done = [{ at: evening, points: 10 }];
    expect(allowedPoints(daily, done, evening, ZONE)).toEqual({
      points: 0,
      limit: { per: 'day', times: 1, points: null, until: '2026-06-10T22:00:00.000Z' },
      isOfKind: false,
    });
    expect(allowedPoints(daily, done, night, ZONE).points).toBe(10);
  });

  test('counts what was done in its first moment, and not what was in the first of the next day', () => {
    const begins = at('2026-06-09T22:00:00Z');
    expect(allowedPoints(daily, [{ at: begins, points: 10 }], evening, ZONE).points).toBe(0);
    expect(allowedPoints(daily, [{ at: night, points: 10 }], evening, ZONE).points).toBe(10);
  });

  test('holds for an action that is reported late, too', () => {
    const done = [{ at: evening, points: 10 }];
    expect(allowedPoints(daily, done, evening - 60_000, ZONE).points).toBe(0);
  });
});

test('a limit of points cuts off what is over it', () => {
  const rule = actionRule({ points: 30, limits: [{ per: 'month', times: null, points: 50 }] });
  const done = [{ at: at('2026-06-02T10:00:00Z'), points: 30 }];
  expect(allowedPoints(rule, done, at('2026-06-03T10:00:00Z'), ZONE)).toMatchObject({
    points: 20,
    limit: { per: 'month', points: 50 },
  });
});

test('of two limits that are reached the one is told that lasts longer', () => {
  const rule = actionRule({
    limits: [
      { per: 'day', times: 1, points: null },
      { per: 'week', times: 1, points: null },
    ],
  });
  const done = [{ at: at('2026-06-10T10:00:00Z'), points: 10 }];
  const { limit } = allowedPoints(rule, done, at('2026-06-10T11:00:00Z'), ZONE);
  expect(limit?.per).toBe('week');
});

test.each<[ActionRule['occasion'], number]>([
  [{ kind: 'joining' }, 0],
  [{ kind: 'newsletter', takenBackWithinDays: 0 }, 0],
  [{ kind: 'claim', proof: 'none', approval: 'at_once', address: null }, 0],
  [{ kind: 'code', code: 'OPENDAY' }, 0],
  [{ kind: 'birthday', toldDaysBefore: 0 }, 10],
  [{ kind: 'join_anniversary' }, 10],
  [{ kind: 'staff' }, 10],
  [{ kind: 'api' }, 10],
])('without limits of its own, %j brings %d points in the year after', (occasion, points) => {
  const done = [{ at: at('2025-06-10T10:00:00Z'), points: 10 }];
  const rule = actionRule({ occasion });
  expect(allowedPoints(rule, done, at('2026-06-10T10:00:00Z'), ZONE).points).toBe(points);
});

test('a code with a limit of its own brings points as often as that says', () => {
  const rule = actionRule({
    occasion: { kind: 'code', code: 'CHECKIN' },
    limits: [{ per: 'day', times: 1, points: null }],
  });
  const done = [{ at: at('2026-06-09T10:00:00Z'), points: 10 }];
  expect(allowedPoints(rule, done, at('2026-06-10T10:00:00Z'), ZONE).points).toBe(10);
});

const anyLimit = fc
  .record({
    per: fc.constantFrom(...Period.options, 'ever' as const),
    times: fc.option(fc.integer({ min: 1, max: 5 })),
    points: fc.option(fc.integer({ min: 1, max: 80 })),
  })
  .filter(({ times, points }) => times !== null || points !== null);

test('whatever comes when, no limit is ever gone over, and nothing is held back without one', () => {
  const moments = fc.array(
    fc.integer({ min: at('2026-03-20T00:00:00Z'), max: at('2026-04-10T00:00:00Z') }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.array(anyLimit, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      moments,
      (limits, points, times) => {
        const rule = actionRule({ points, limits });
        const done: DoneAction[] = [];
        for (const moment of times) {
          const allowance = allowedPoints(rule, done, moment, ZONE);
          if (allowance.points < points) expect(allowance.limit).not.toBeNull();
          if (allowance.points > 0) done.push({ at: moment, points: allowance.points });
        }
        for (const { per, times: often, points: much } of limits) {
          for (const moment of times) {
            const own =
              per === 'ever'
                ? done
                : done.filter(
                    (each) =>
                      each.at >= startOfPeriod(per, moment, ZONE) &&
                      each.at < endOfPeriod(per, moment, ZONE),
                  );
            expect(own.length).toBeLessThanOrEqual(often ?? Infinity);
            const sum = own.reduce((total, each) => total + each.points, 0);
            expect(sum).toBeLessThanOrEqual(much ?? Infinity);
          }
        }
      },
    ),
  );
});
