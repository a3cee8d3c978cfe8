import { expect, test } from 'vitest';

import {
  clocksByHand,
  dayText,
  periodOf,
  startOfDay,
  whenMoved,
  yearIn,
} from './calendar-by-hand.ts';

const at = Date.parse;

test('a shop that moves is set by its new place from the next midnight there that is an hour ahead', () => {
  const moved = (moment: string, timezone: string) =>
    new Date(whenMoved(at(moment), timezone)).toISOString();
  expect(moved('2026-05-01T10:00:00Z', 'America/New_York')).toBe('2026-05-02T04:00:00.000Z');
  expect(moved('2026-05-01T10:00:00Z', 'Asia/Kathmandu')).toBe('2026-05-01T18:15:00.000Z');
  // Midnight there is at a quarter past six in Greenwich: half an hour before it is too near.
  expect(moved('2026-05-01T17:45:00Z', 'Asia/Kathmandu')).toBe('2026-05-02T18:15:00.000Z');
  expect(moved('2026-05-01T17:15:00Z', 'Asia/Kathmandu')).toBe('2026-05-01T18:15:00.000Z');
});

test('until it moves days are those of the former place, and no day is shown again once it is over', () => {
  const from = '2026-01-02T05:00:00.000Z';
  const clocks = clocksByHand('Europe/Berlin', [{ timezone: 'America/New_York', from }]);
  expect(dayText(at('2025-12-31T23:30:00Z'), clocks)).toBe('2026-01-01');
  expect(dayText(at(from) - 1, clocks)).toBe('2026-01-02');
  expect(dayText(at(from), clocks)).toBe('2026-01-02');
  expect(dayText(at('2026-01-03T04:59:59Z'), clocks)).toBe('2026-01-02');
  expect(yearIn(at('2025-12-31T23:00:00Z'), clocks)).toBe(2026);
  expect(periodOf('month', at('2026-02-01T04:59:59Z'), clocks)).toBe('2026-01');
  const begins = (day: number) =>
    new Date(startOfDay({ year: 2026, month: 1, day }, clocks)).toISOString();
  expect([begins(1), begins(2), begins(3)]).toEqual([
    '2025-12-31T23:00:00.000Z',
    '2026-01-01T23:00:00.000Z',
    '2026-01-03T05:00:00.000Z',
  ]);
});
