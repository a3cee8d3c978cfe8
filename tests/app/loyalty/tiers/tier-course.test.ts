import { describe, expect, test } from 'vitest';

import { courseOf, ladderOf, movesOf, order, tierAt, tiersBy } from './a-course.ts';

describe('a tier for life', () => {
  test('is reached at once and counts from the next fact on', () => {
    const course = courseOf([tiersBy({})]);
    expect(tierAt(course, '2026-01-01')).toBe('bronze');
    course.add(order('2026-01-01', 100));
    expect(tierAt(course, '2026-01-01')).toBe('silver');
    course.add(order('2026-02-01', 900));
    expect(tierAt(course, '2036-02-02')).toBe('platinum');
    expect(movesOf(course, '2036-02-02')).toEqual([
      '2026-01-01 bronze>silver reached',
      '2026-02-01 silver>platinum reached',
    ]);
  });

  test('falls when what made it is taken off again', () => {
    const course = courseOf([tiersBy({})]);
    course.add(order('2026-01-01', 350));
    course.add(order('2026-02-01', -200));
    expect(tierAt(course, '2026-02-01')).toBe('silver');
    expect(movesOf(course, '2026-02-01').at(-1)).toBe('2026-02-01 gold>silver returned');
  });

  test('since joining knows nothing from before', () => {
    const version = tiersBy({ window: { kind: 'since_joining' } });
    const course = courseOf([version], { joinedAt: Date.parse('2026-02-01') });
    course.add(order('2026-01-01', 500));
    course.add(order('2026-02-01', 100));
    expect(tierAt(course, '2026-03-01')).toBe('silver');
  });

  test('since joining knows nothing of what was bought before and claimed by joining', () => {
    const version = tiersBy({ window: { kind: 'since_joining' } });
    const joinedAt = Date.parse('2026-02-01');
    const later = { version: 2, inForceFrom: new Date('2026-06-01T00:00:00Z') };
    const versions = [
      version,
      tiersBy({ window: { kind: 'since_joining' }, measure: 'spend' }, later),
    ];
    const course = courseOf(versions, { joinedAt });
    course.add({ ...order('2026-02-01', 500), processedAt: Date.parse('2026-01-20') });
    expect(tierAt(course, '2026-03-01')).toBe('bronze');
    course.add({ ...order('2026-03-01', 100), processedAt: Date.parse('2026-03-01') });
    expect(tierAt(course, '2026-03-02')).toBe('silver');
    expect(tierAt(course, '2026-07-01')).toBe('silver');
  });

  test('is by whatever the program counts', () => {
    const spend = courseOf([tiersBy({ measure: 'spend' })]);
    const orders = courseOf([
      tiersBy({ measure: 'orders' }, { tiers: ladderOf({ bronze: 0, silver: 2 }) }),
    ]);
    const friends = courseOf([
      tiersBy({ measure: 'referrals' }, { tiers: ladderOf({ bronze: 0, silver: 1 }) }),
    ]);
    for (const course of [spend, orders, friends]) {
      course.add({ at: 1, kind: 'order', points: 0, counted: 0 });
      course.add({ at: 2, kind: 'order', points: 0, counted: 100 });
      course.add({ at: 3, kind: 'action', points: 500, counted: 0 });
    }
    expect(tierAt(spend, '2026-01-01')).toBe('silver');
    expect(tierAt(orders, '2026-01-01')).toBe('bronze');
    orders.add(order('2026-01-01', 5));
    expect(tierAt(orders, '2026-01-02')).toBe('silver');
    expect(tierAt(friends, '2026-01-01')).toBe('bronze');
    friends.add({ at: Date.parse('2026-01-01'), kind: 'referral', points: 0, counted: 0 });
    expect(tierAt(friends, '2026-01-02')).toBe('silver');
  });

  test('is nothing without tiers, and before the program', () => {
    expect(tierAt(courseOf([tiersBy({}, { tiers: [] })]), '2026-01-01')).toBeNull();
    expect(tierAt(courseOf([tiersBy({})]), '2019-12-31')).toBeNull();
    expect(tierAt(courseOf([]), '2026-01-01')).toBeNull();
  });
});

describe('a tier by calendar years', () => {
  const years = tiersBy({ window: { kind: 'calendar_year' } });

  test('holds until the next year has ended', () => {
    const course = courseOf([years]);
    course.add(order('2025-11-01', 300));
    course.add(order('2026-03-01', 100));
    expect(tierAt(course, '2026-12-31T23:59:59Z')).toBe('gold');
    expect(tierAt(course, '2027-01-01T00:00:00Z')).toBe('silver');
    expect(tierAt(course, '2028-01-01T00:00:00Z')).toBe('bronze');
    expect(movesOf(course, '2030-01-01')).toEqual([
      '2025-11-01 bronze>gold reached',
      '2027-01-01 gold>silver assessed',
      '2028-01-01 silver>bronze assessed',
    ]);
  });

  test('does not add up over the turn of the year', () => {
    const course = courseOf([years]);
    course.add(order('2025-12-31', 60));
    course.add(order('2026-01-01', 60));
    expect(tierAt(course, '2026-02-01')).toBe('bronze');
  });

  test('is kept by reaching it again', () => {
    const course = courseOf([years]);
    course.add(order('2025-11-01', 300));
    course.add(order('2026-12-31', 300));
    expect(tierAt(course, '2027-12-31')).toBe('gold');
    expect(tierAt(course, '2028-01-01')).toBe('bronze');
  });

  test('is saved by what is reached in the days of grace', () => {
    const graceful = tiersBy({ window: { kind: 'calendar_year' }, demotion: { graceDays: 31 } });
    const [saved, late] = [courseOf([graceful]), courseOf([graceful])];
    for (const course of [saved, late]) course.add(order('2025-11-01', 300));
    saved.add(order('2027-01-31T23:00:00Z', 300));
    expect(tierAt(saved, '2028-12-31')).toBe('gold');
    expect(tierAt(late, '2027-01-31T23:59:59Z')).toBe('gold');
    expect(tierAt(late, '2027-02-01T00:00:00Z')).toBe('bronze');
  });

  test('goes down a rung a year', () => {
    const stepwise = tiersBy({ window: { kind: 'calendar_year' }, demotion: { to: 'one_step' } });
    const course = courseOf([stepwise]);
    course.add(order('2025-11-01', 1_000));
    expect(movesOf(course, '2031-01-01')).toEqual([
      '2025-11-01 bronze>platinum reached',
      '2027-01-01 platinum>gold assessed',
      '2028-01-01 gold>silver assessed',
      '2029-01-01 silver>bronze assessed',
    ]);
  });

  test('has the years of the shop', () => {
    const course = courseOf([years], { timezone: 'Pacific/Auckland' });
    course.add(order('2025-12-31T10:59:59Z', 60));
    course.add(order('2025-12-31T11:00:00Z', 60));
    course.add(order('2026-12-31T10:59:59Z', 60));
    expect(tierAt(course, '2026-12-31T11:00:00Z')).toBe('silver');
    expect(tierAt(course, '2027-12-31T10:59:59Z')).toBe('silver');
    expect(tierAt(course, '2027-12-31T11:00:00Z')).toBe('bronze');
  });
});

describe('a tier by the last days', () => {
  const rolling = tiersBy({ window: { kind: 'rolling', days: 30 } });

  test('holds for as many days and is assessed then', () => {
    const course = courseOf([rolling]);
    course.add(order('2026-01-01', 50));
    course.add(order('2026-01-20', 50));
    expect(tierAt(course, '2026-02-18T23:59:59Z')).toBe('silver');
    expect(tierAt(course, '2026-02-19T00:00:00Z')).toBe('bronze');
  });

  test('forgets what is older than its days', () => {
    const course = courseOf([rolling]);
    course.add(order('2026-01-01', 60));
    course.add(order('2026-01-31', 60));
    expect(tierAt(course, '2026-02-01')).toBe('bronze');
    course.add(order('2026-02-28', 40));
    expect(tierAt(course, '2026-03-01')).toBe('silver');
  });

  test('is kept by what the last days reach, for as long again', () => {
    const course = courseOf([rolling]);
    course.add(order('2026-01-01', 100));
    course.add(order('2026-01-25', 100));
    expect(tierAt(course, '2026-02-20')).toBe('silver');
    expect(tierAt(course, '2026-03-02')).toBe('bronze');
    expect(movesOf(course, '2026-06-01')).toEqual([
      '2026-01-01 bronze>silver reached',
      '2026-03-02 silver>bronze assessed',
    ]);
  });

  test('goes down a rung at a time, each after its days and its grace', () => {
    const demotion = { to: 'one_step', graceDays: 10 } as const;
    const course = courseOf([tiersBy({ window: { kind: 'rolling', days: 30 }, demotion })]);
    course.add(order('2026-01-01', 300));
    expect(movesOf(course, '2026-12-01')).toEqual([
      '2026-01-01 bronze>gold reached',
      '2026-02-10 gold>silver assessed',
      '2026-03-22 silver>bronze assessed',
    ]);
  });

  test('counts 29 February as a day', () => {
    const course = courseOf([tiersBy({ window: { kind: 'rolling', days: 365 } })]);
    course.add(order('2028-02-29', 100));
    expect(tierAt(course, '2029-02-27')).toBe('silver');
    expect(tierAt(course, '2029-02-28')).toBe('bronze');
  });
});
