import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateAt, endOfPeriod, startOfDate, startOfPeriod } from '#app/loyalty/time/calendar.ts';

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
  'Africa/Cairo',
  'America/Sao_Paulo',
] as const;

function start(period: (typeof PERIODS)[number], moment: string, timezone: string): string {
  return new Date(startOfPeriod(period, Date.parse(moment), timezone)).toISOString();
}

function end(period: (typeof PERIODS)[number], moment: string, timezone: string): string {
  return new Date(endOfPeriod(period, Date.parse(moment), timezone)).toISOString();
}

describe('periods of the calendar', () => {
  it('begin at midnight of the shop, not of Greenwich', () => {
    expect(start('day', '2026-11-26T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-26T23:00:00.000Z');
    expect(start('day', '2026-11-26T03:00:00Z', 'America/New_York')).toBe(
      '2026-11-25T05:00:00.000Z',
    );
    expect(start('year', '2026-12-31T23:30:00Z', 'Europe/Berlin')).toBe('2026-12-31T23:00:00.000Z');
  });

  it('know days of 23 and of 25 hours', () => {
    expect(start('day', '2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(end('day', '2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(start('day', '2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
    expect(end('day', '2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('begin with the first moment there is where clocks skip midnight', () => {
    expect(start('day', '2026-04-24T12:00:00Z', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
    expect(start('day', '2018-11-04T12:00:00Z', 'America/Sao_Paulo')).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  it('begin with the first of two midnights where clocks are set back over it', () => {
    expect(start('day', '2026-11-01T12:00:00Z', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });

  it('have weeks from Monday to Sunday, across the turn of the year too', () => {
    expect(start('week', '2026-11-26T12:00:00Z', 'UTC')).toBe('2026-11-23T00:00:00.000Z');
    expect(start('week', '2026-11-29T23:59:59Z', 'UTC')).toBe('2026-11-23T00:00:00.000Z');
    expect(start('week', '2027-01-01T12:00:00Z', 'UTC')).toBe('2026-12-28T00:00:00.000Z');
    expect(end('week', '2027-01-01T12:00:00Z', 'UTC')).toBe('2027-01-04T00:00:00.000Z');
  });

  it('have months and quarters of every length', () => {
    expect(end('month', '2028-02-29T12:00:00Z', 'UTC')).toBe('2028-03-01T00:00:00.000Z');
    expect(end('month', '2026-12-10T12:00:00Z', 'UTC')).toBe('2027-01-01T00:00:00.000Z');
    expect(start('quarter', '2026-06-30T23:59:59Z', 'UTC')).toBe('2026-04-01T00:00:00.000Z');
    expect(end('quarter', '2026-11-26T12:00:00Z', 'UTC')).toBe('2027-01-01T00:00:00.000Z');
  });

  it('name the day that it is there', () => {
    expect(dateAt(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Berlin')).toEqual({
      year: 2027,
      month: 1,
      day: 1,
    });
    expect(startOfDate({ year: 2026, month: 13, day: 1 }, 'UTC')).toBe(Date.UTC(2027, 0, 1));
  });

  it('refuse a time zone that does not exist', () => {
    expect(() => startOfPeriod('day', 0, 'Middle/Earth')).toThrow(RangeError);
  });

  it('cover the time without gaps and without overlaps, everywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIODS),
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }),
        (period, zone, moment) => {
          const from = startOfPeriod(period, moment, zone);
          const until = endOfPeriod(period, moment, zone);
          expect(from).toBeLessThanOrEqual(moment);
          expect(until).toBeGreaterThan(moment);
          expect(startOfPeriod(period, from, zone)).toBe(from);
          expect(startOfPeriod(period, until, zone)).toBe(until);
          expect(startOfPeriod(period, until - 1, zone)).toBe(from);
        },
      ),
      { numRuns: 500 },
    );
  });
});
