import { describe, expect, test } from 'vitest';

import { courseOf, order, tiersBy } from './a-course.ts';

function on(date: string): number {
  return Date.parse(date);
}

describe('a standing', () => {
  test('says what the next tier still takes', () => {
    const course = courseOf([tiersBy({})]);
    course.add(order('2026-01-01', 120));
    expect(course.standingAt(on('2026-02-01'))).toMatchObject({
      tier: { key: 'silver' },
      since: on('2026-01-01'),
      nextAssessmentAt: null,
      measured: 120,
      next: { tier: { key: 'gold' }, missing: 180 },
      missingToKeep: 0,
      warnedFrom: null,
      byHand: null,
    });
  });

  test('has nothing above the highest', () => {
    const course = courseOf([tiersBy({})]);
    course.add(order('2026-01-01', 5_000));
    expect(course.standingAt(on('2026-02-01')).next).toBeNull();
  });

  test('by years says until when, what is missing to keep it, and when to warn', () => {
    const demotion = { warningDays: 31 };
    const course = courseOf([tiersBy({ window: { kind: 'calendar_year' }, demotion })]);
    course.add(order('2025-05-01', 300));
    course.add(order('2026-02-01', 120));
    expect(course.standingAt(on('2026-12-05'))).toMatchObject({
      measured: 120,
      nextAssessmentAt: on('2027-01-01'),
      missingToKeep: 180,
      warnedFrom: on('2026-12-01'),
    });
    course.add(order('2026-12-06', 180));
    expect(course.standingAt(on('2026-12-06'))).toMatchObject({
      nextAssessmentAt: on('2028-01-01'),
      missingToKeep: 300,
      warnedFrom: on('2027-12-01'),
    });
  });

  test('in the days of grace counts both years', () => {
    const demotion = { graceDays: 31 };
    const course = courseOf([tiersBy({ window: { kind: 'calendar_year' }, demotion })]);
    course.add(order('2025-05-01', 300));
    course.add(order('2026-12-01', 250));
    course.add(order('2027-01-05', 100));
    expect(course.standingAt(on('2027-01-06'))).toMatchObject({ measured: 100, missingToKeep: 50 });
  });

  test('by the last days counts for the assessment only what is still there then', () => {
    const demotion = { warningDays: 7 };
    const course = courseOf([tiersBy({ window: { kind: 'rolling', days: 30 }, demotion })]);
    course.add(order('2026-01-01', 100));
    course.add(order('2026-01-20', 40));
    expect(course.standingAt(on('2026-01-20'))).toMatchObject({
      measured: 140,
      nextAssessmentAt: on('2026-01-31'),
      missingToKeep: 60,
      warnedFrom: on('2026-01-24'),
    });
    course.add(order('2026-01-25', 60));
    expect(course.standingAt(on('2026-01-26'))).toMatchObject({
      missingToKeep: 0,
      warnedFrom: null,
    });
  });

  test('by hand ends with its date', () => {
    const until = on('2026-06-01');
    const pins = [{ tier: 'gold', from: on('2026-01-01'), until }];
    const demotion = { warningDays: 7 };
    const course = courseOf([tiersBy({ window: { kind: 'calendar_year' }, demotion })], { pins });
    expect(course.standingAt(on('2026-02-01'))).toMatchObject({
      tier: { key: 'gold' },
      since: on('2026-01-01'),
      nextAssessmentAt: until,
      missingToKeep: 0,
      warnedFrom: null,
      byHand: { until },
    });
  });
});
