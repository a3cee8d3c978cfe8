import { expect, test } from 'vitest';

import {
  Birthday,
  celebrationIn,
  dateAfter,
  daysBetween,
  daysCelebratedOn,
} from '#app/loyalty/actions/birthday.ts';

const date = (year: number, month: number, day: number) => ({ year, month, day });

test('who was born on 29 February celebrates on the 28th where there is no 29th', () => {
  expect(daysCelebratedOn(date(2027, 2, 28))).toEqual([
    { month: 2, day: 28 },
    { month: 2, day: 29 },
  ]);
  expect(daysCelebratedOn(date(2028, 2, 28))).toEqual([{ month: 2, day: 28 }]);
  expect(daysCelebratedOn(date(2028, 2, 29))).toEqual([{ month: 2, day: 29 }]);
  expect(celebrationIn(2027, { month: 2, day: 29 })).toEqual(date(2027, 2, 28));
  expect(celebrationIn(2028, { month: 2, day: 29 })).toEqual(date(2028, 2, 29));
});

test('days between dates are those of the calendar', () => {
  expect(daysBetween(date(2028, 2, 28), date(2028, 3, 1))).toBe(2);
  expect(daysBetween(date(2026, 1, 1), date(2025, 12, 31))).toBe(-1);
  expect(dateAfter(date(2026, 12, 31), 1)).toEqual(date(2027, 1, 1));
  expect(dateAfter(date(2026, 3, 1), -1)).toEqual(date(2026, 2, 28));
});

test.each([
  [2, 29, null, true],
  [2, 29, 2000, true],
  [2, 29, 2001, false],
  [2, 30, null, false],
  [4, 31, null, false],
  [12, 31, 1980, true],
  [0, 1, null, false],
  [13, 1, null, false],
  [1, 1, 1899, false],
])('month %s, day %s, year %s: a birthday is %s', (month, day, year, isOne) => {
  expect(Birthday.safeParse({ month, day, year }).success).toBe(isOne);
});
