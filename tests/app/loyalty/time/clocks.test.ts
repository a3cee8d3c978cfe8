import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { dateAt, endOfPeriod, startOfDate, startOfPeriod } from '#app/loyalty/time/calendar.ts';
import { clocksOf, presentTimezone } from '#app/loyalty/time/clocks.ts';
import { momentOfMove } from '#app/loyalty/time/move-clocks.ts';
import { offsetAt } from '#app/loyalty/time/time-zone.ts';

const HOUR_MS = 3_600_000;
const at = (time: string) => Date.parse(time);
const iso = (moment: number) => new Date(moment).toISOString();

/** The clocks of a shop that hears of its new zone in the middle of May. */
function moved(from: string, to: string, now = '2026-05-15T10:00:00Z') {
  const until = momentOfMove(to, new Date(now));
  return { until, clocks: clocksOf([{ timezone: from, until }], to) };
}

test('a shop that never moved has the name of its zone', () => {
  expect(clocksOf([], 'Europe/Berlin')).toBe('Europe/Berlin');
  expect(presentTimezone('Europe/Berlin')).toBe('Europe/Berlin');
});

test('clocks show the former zone until they are set to the new one', () => {
  const { until, clocks } = moved('Europe/Berlin', 'America/New_York');
  expect(until).toEqual(new Date('2026-05-16T04:00:00Z'));
  expect(presentTimezone(clocks)).toBe('America/New_York');
  expect(offsetAt(until.getTime() - 1, clocks)).toBe(2 * HOUR_MS);
  expect(offsetAt(until.getTime(), clocks)).toBe(-4 * HOUR_MS);
});

test('what lies before a move stays as it was, and what lies behind it goes by the new zone', () => {
  const { clocks } = moved('Europe/Berlin', 'America/New_York');
  const before = at('2026-04-30T22:30:00Z');
  expect(startOfPeriod('month', before, clocks)).toBe(
    startOfPeriod('month', before, 'Europe/Berlin'),
  );
  const year = {
    from: startOfPeriod('year', before, clocks),
    to: endOfPeriod('year', before, clocks),
  };
  expect([iso(year.from), iso(year.to)]).toEqual([
    '2025-12-31T23:00:00.000Z',
    '2027-01-01T05:00:00.000Z',
  ]);
});

test('clocks are set an hour from now at the earliest', () => {
  expect(momentOfMove('Europe/Berlin', new Date('2026-05-15T21:30:00Z'))).toEqual(
    new Date('2026-05-16T22:00:00Z'),
  );
});

describe.each([
  ['Europe/Berlin', 'America/New_York'],
  ['America/New_York', 'Europe/Berlin'],
  ['Europe/Berlin', 'Asia/Tokyo'],
  ['Asia/Tokyo', 'America/Los_Angeles'],
  ['America/Los_Angeles', 'Asia/Tokyo'],
])('from %s to %s', (from, to) => {
  test('dates never go back, and every moment lies in its day', () => {
    const { until, clocks } = moved(from, to);
    const beginning = until.getTime() - 60 * HOUR_MS;
    let last = 0;
    for (let moment = beginning; moment < until.getTime() + 60 * HOUR_MS; moment += HOUR_MS / 2) {
      const { year, month, day } = dateAt(moment, clocks);
      const number = Date.UTC(year, month - 1, day);
      expect(number, iso(moment)).toBeGreaterThanOrEqual(last);
      last = number;
      expect(startOfDate({ year, month, day }, clocks), iso(moment)).toBeLessThanOrEqual(moment);
      expect(endOfPeriod('day', moment, clocks), iso(moment)).toBeGreaterThan(moment);
    }
  });
});

test('also in the days in which clocks are changed, periods follow one another', () => {
  const zones = ['Europe/Stockholm', 'Asia/Hong_Kong', 'America/Santiago', 'America/Merida'];
  const others = ['Antarctica/Macquarie', 'Pacific/Easter', 'Africa/Bissau', 'America/Resolute'];
  const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;
  const zone = fc.constantFrom(...zones, ...others);
  // Around the changes of spring and autumn, in either half of the world.
  const now = fc
    .tuple(fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-10-25'))
    .chain(([date]) => fc.integer({ min: -72, max: 72 }).map((hour) => at(date) + hour * HOUR_MS));
  const hours = fc.integer({ min: -72, max: 72 });
  const play = fc.tuple(zone, zone, now, hours, fc.constantFrom(...periods));
  fc.assert(
    fc.property(play, ([from, to, heard, hour, period]) => {
      const { until, clocks } = moved(from, to, iso(heard));
      const moment = until.getTime() + hour * HOUR_MS + 1;
      const start = startOfPeriod(period, moment, clocks);
      const end = endOfPeriod(period, moment, clocks);
      expect(start).toBeLessThanOrEqual(moment);
      expect(end).toBeGreaterThan(moment);
      const again = [start, end - 1, end].map((each) => startOfPeriod(period, each, clocks));
      expect(again).toEqual([start, start, end]);
    }),
    { numRuns: 3_000 },
  );
});
