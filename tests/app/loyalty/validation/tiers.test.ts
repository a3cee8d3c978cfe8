import { describe, expect, test } from 'vitest';

import type { Program } from '#app/loyalty/program/program.ts';

import { LADDER, programOf } from '../a-program.ts';
import { problemsOf } from './problems-of.ts';

test('tiers by friends are reached by nobody', () => {
  const by = (measure: Program['qualification']['measure'], tiers = LADDER) =>
    problemsOf(programOf({ tiers, qualification: { ...programOf().qualification, measure } }));
  expect(by('referrals')).toEqual(['warning qualification.measure nobody_refers']);
  expect(by('referrals', LADDER.slice(0, 1))).toEqual([]);
  expect(by('orders')).toEqual([]);
});

describe('an assessment', () => {
  const assessed = (qualification: Partial<Program['qualification']>) =>
    programOf({ qualification: { ...programOf().qualification, ...qualification } });
  const demotion = { to: 'one_step', graceDays: 30, warningDays: 60 } as const;

  test('does not take place where nothing is ever lost, or staff decide', () => {
    expect(problemsOf(assessed({ demotion }))).toEqual([
      'warning qualification.demotion.graceDays no_assessment',
      'warning qualification.demotion.warningDays no_assessment',
    ]);
  });

  test('is not warned of all the time', () => {
    const window = { kind: 'rolling', days: 60 } as const;
    expect(problemsOf(assessed({ window, demotion }))).toEqual([
      'warning qualification.demotion.warningDays warned_always',
    ]);
  });
});
