import { expect, test } from 'vitest';

import { dueWarning } from '#app/loyalty/ledger/expiry-warnings.ts';

const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 1);
const inDays = (days: number, warnings: readonly number[]) =>
  dueWarning(now + days * DAY_MS, now, warnings);

test('a warning is due when the points expire within its days', () => {
  expect(inDays(31, [30])).toBeNull();
  expect(inDays(30, [30])).toBe(30);
  expect(inDays(8, [30, 7])).toBe(30);
  expect(inDays(7, [7, 30])).toBe(7);
});

test('who could not be warned sooner is warned once, with the nearest', () => {
  expect(inDays(2, [60, 30, 7])).toBe(7);
});

test('nobody is warned of what has expired, or by a program without warnings', () => {
  expect(inDays(0, [30])).toBeNull();
  expect(inDays(-1, [30])).toBeNull();
  expect(inDays(1, [])).toBeNull();
});
