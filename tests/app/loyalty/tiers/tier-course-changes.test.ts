import { describe, expect, test } from 'vitest';

import { courseOf, ladderOf, movesOf, order, tierAt, tiersBy } from './a-course.ts';

const LATER = { version: 2, inForceFrom: new Date('2026-06-15T00:00:00Z') };

describe('a new version', () => {
  test('counts the whole history by its own measure', () => {
    const course = courseOf([
      tiersBy({}),
      tiersBy({ measure: 'orders' }, { ...LATER, tiers: ladderOf({ start: 0, regular: 2 }) }),
    ]);
    course.add(order('2026-01-01', 10));
    course.add(order('2026-02-01', 10));
    expect(tierAt(course, '2026-06-14')).toBe('bronze');
    expect(tierAt(course, '2026-06-15')).toBe('regular');
    expect(movesOf(course, '2026-07-01')).toEqual(['2026-06-15 bronze>regular program_changed']);
  });

  test('keeps a tier that is still there for the days of grace', () => {
    const steeper = ladderOf({ bronze: 0, silver: 500, gold: 900 });
    const course = courseOf([
      tiersBy({}),
      tiersBy({ demotion: { graceDays: 10 } }, { ...LATER, tiers: steeper }),
    ]);
    course.add(order('2026-01-01', 300));
    expect(tierAt(course, '2026-06-24T23:59:59Z')).toBe('gold');
    expect(tierAt(course, '2026-06-25T00:00:00Z')).toBe('bronze');
  });

  test('takes it at once where there is no grace, and says that the program changed', () => {
    const steeper = ladderOf({ bronze: 0, silver: 500, gold: 900 });
    const course = courseOf([tiersBy({}), tiersBy({}, { ...LATER, tiers: steeper })]);
    course.add(order('2026-01-01', 300));
    expect(movesOf(course, '2026-07-01').at(-1)).toBe('2026-06-15 gold>bronze program_changed');
  });

  test('keeps it until the first assessment of its years', () => {
    const course = courseOf([tiersBy({}), tiersBy({ window: { kind: 'calendar_year' } }, LATER)]);
    course.add(order('2024-01-01', 300));
    course.add(order('2026-07-01', 100));
    expect(tierAt(course, '2026-12-31')).toBe('gold');
    expect(tierAt(course, '2027-01-01')).toBe('silver');
  });

  test('keeps it for the days of its window', () => {
    const course = courseOf([
      tiersBy({}),
      tiersBy({ window: { kind: 'rolling', days: 30 } }, LATER),
    ]);
    course.add(order('2024-01-01', 300));
    expect(tierAt(course, '2026-07-14')).toBe('gold');
    expect(tierAt(course, '2026-07-15')).toBe('bronze');
  });

  test('counts last year for whoever qualified in it', () => {
    const course = courseOf([
      tiersBy({}, { tiers: ladderOf({ start: 0 }) }),
      tiersBy({ window: { kind: 'calendar_year' } }, LATER),
    ]);
    course.add(order('2024-05-01', 1_000));
    course.add(order('2025-05-01', 300));
    expect(tierAt(course, '2026-06-15')).toBe('gold');
    expect(tierAt(course, '2027-01-01')).toBe('bronze');
  });

  test('that changes words alone changes nothing else', () => {
    const named = ladderOf({ bronze: 0, silver: 100 }).map((tier) => ({ ...tier, name: 'New' }));
    const window = { kind: 'rolling', days: 30 } as const;
    const course = courseOf([
      tiersBy({ window }, { tiers: ladderOf({ bronze: 0, silver: 100 }) }),
      tiersBy({ window }, { ...LATER, tiers: named }),
    ]);
    course.add(order('2026-06-01', 100));
    expect(course.tierBefore(Date.parse('2026-06-20'))).toEqual(named[1]);
    expect(tierAt(course, '2026-07-01')).toBe('bronze');
  });

  test('may move the assessment', () => {
    const window = { kind: 'rolling', days: 30 } as const;
    const course = courseOf([
      tiersBy({ window, demotion: { graceDays: 60 } }),
      tiersBy({ window }, LATER),
    ]);
    course.add(order('2026-05-01', 100));
    expect(tierAt(course, '2026-06-14')).toBe('silver');
    expect(tierAt(course, '2026-06-15')).toBe('bronze');
  });
});

describe('a tier set by hand', () => {
  const pins = [
    { tier: 'silver', from: Date.parse('2026-02-01'), until: Date.parse('2026-03-01') },
  ];

  test('is exactly that one until its date', () => {
    const course = courseOf([tiersBy({})], { pins });
    course.add(order('2026-01-01', 300));
    expect(tierAt(course, '2026-02-01')).toBe('silver');
    expect(tierAt(course, '2026-02-28')).toBe('silver');
    expect(movesOf(course, '2026-04-01')).toEqual([
      '2026-01-01 bronze>gold reached',
      '2026-02-01 gold>silver by_hand',
      '2026-03-01 silver>gold by_hand_ended',
    ]);
  });

  test('gives way to the one set after it, and to a ladder that does not know it', () => {
    const course = courseOf([tiersBy({}), tiersBy({}, { ...LATER, tiers: ladderOf({ all: 0 }) })], {
      pins: [...pins, { tier: 'gold', from: Date.parse('2026-02-15'), until: null }],
    });
    expect(tierAt(course, '2026-02-10')).toBe('silver');
    expect(tierAt(course, '2026-03-10')).toBe('gold');
    expect(tierAt(course, '2026-06-15')).toBe('all');
  });

  test('is the only way up where the program says so', () => {
    const course = courseOf([tiersBy({ measure: 'by_hand' })], { pins });
    course.add(order('2026-01-01', 5_000));
    expect(tierAt(course, '2026-01-31')).toBe('bronze');
    expect(tierAt(course, '2026-02-01')).toBe('silver');
    expect(course.standingAt(Date.parse('2026-02-02')).next).toBeNull();
  });
});

describe('a tier that somebody else brought', () => {
  const floors = [{ tier: 'gold', from: Date.parse('2026-02-01') }];

  test('stays until the next assessment', () => {
    const years = courseOf([tiersBy({ window: { kind: 'calendar_year' } })], { floors });
    expect(tierAt(years, '2026-12-31')).toBe('gold');
    expect(tierAt(years, '2027-01-01')).toBe('bronze');
    const rolling = courseOf([tiersBy({ window: { kind: 'rolling', days: 30 } })], { floors });
    rolling.add(order('2026-01-20', 100));
    expect(tierAt(rolling, '2026-02-01')).toBe('gold');
    expect(movesOf(rolling, '2026-06-01')).toEqual([
      '2026-01-20 bronze>silver reached',
      '2026-02-01 silver>gold merged',
      '2026-02-19 gold>bronze assessed',
    ]);
    expect(tierAt(courseOf([tiersBy({})], { floors }), '2036-01-01')).toBe('gold');
  });

  test('is never a step down', () => {
    const course = courseOf([tiersBy({})], { floors });
    course.add(order('2026-01-20', 1_000));
    expect(tierAt(course, '2026-03-01')).toBe('platinum');
  });
});
