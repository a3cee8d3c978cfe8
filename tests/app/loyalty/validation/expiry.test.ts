import { describe, expect, test } from 'vitest';

import type { Program } from '#app/loyalty/program/program.ts';

import { programOf } from '../a-program.ts';
import { problemsOf } from './problems-of.ts';

describe('expiry', () => {
  const expiring = (expiry: Program['earning']['expiry'], expiryWarnings: readonly number[] = []) =>
    programOf({ earning: { expiry, expiryWarnings: [...expiryWarnings] } });
  const yearly = (month: number, day: number) =>
    expiring({ kind: 'yearly', month, day, minimumDays: 0 });

  test('is on a day that the calendar has', () => {
    expect(problemsOf(yearly(2, 31))).toEqual(['error earning.expiry.day no_such_day']);
    expect(problemsOf(yearly(4, 31))).toEqual(['error earning.expiry.day no_such_day']);
    expect(problemsOf(yearly(2, 29))).toEqual([]);
    expect(problemsOf(yearly(12, 31))).toEqual([]);
  });

  test('is warned of while there is something to lose', () => {
    expect(problemsOf(expiring({ kind: 'after_days', days: 90 }, [90, 30, 30]))).toEqual([
      'error earning.expiryWarnings.0 warned_before_earning',
      'warning earning.expiryWarnings.2 warning_twice',
    ]);
    expect(problemsOf(expiring({ kind: 'never' }, [30]))).toEqual([
      'warning earning.expiryWarnings warns_of_nothing',
    ]);
  });
});
