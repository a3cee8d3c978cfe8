import { describe, expect, test } from 'vitest';

import type { EarningRules } from '#app/loyalty/program/earning-rules.ts';
import { datesOfGift, datesOfLot } from '#app/loyalty/ledger/lot-dates.ts';

const PROCESSED = '2026-03-01T10:00:00.000Z';
const SHIPPED = '2026-03-04T08:00:00.000Z';
const CLAIMED = '2026-03-21T10:00:00.000Z';

const day = (moment: number | null) =>
  moment === null || moment === Infinity ? moment : new Date(moment).toISOString();

function dates(
  maturity: EarningRules['maturity'],
  expiry: EarningRules['expiry'],
  {
    fulfilledAt = null,
    claimedAt = null,
  }:
    | { fulfilledAt?: string; claimedAt?: string }
    | {
        fulfilledAt?: null;
        claimedAt?: null;
      } = {},
) {
  const { maturesAt, expiresAt } = datesOfLot(
    { maturity, expiry },
    { processedAt: PROCESSED, fulfilledAt },
    claimedAt,
    'Europe/Berlin',
  );
  return [day(maturesAt), day(expiresAt)];
}

const never = { kind: 'never' } as const;
const inTenDays = { kind: 'after_days', days: 10 } as const;
const whenShipped = { kind: 'after_fulfilment', days: 14 } as const;

describe('when points can be spent', () => {
  test('at once, or so many days after the order', () => {
    expect(dates({ kind: 'at_once' }, never)).toEqual([null, null]);
    expect(dates(inTenDays, never)).toEqual(['2026-03-11T10:00:00.000Z', null]);
  });

  test('so many days after the whole order was shipped, and nobody knows when before', () => {
    expect(dates(whenShipped, never, { fulfilledAt: SHIPPED })).toEqual([
      '2026-03-18T08:00:00.000Z',
      null,
    ]);
    expect(dates(whenShipped, never)).toEqual([Infinity, null]);
  });
});

describe('when points are lost', () => {
  test('counts from when they could first be spent', () => {
    expect(dates({ kind: 'at_once' }, inTenDays)[1]).toBe('2026-03-11T10:00:00.000Z');
    expect(dates(inTenDays, inTenDays)[1]).toBe('2026-03-21T10:00:00.000Z');
    expect(dates(whenShipped, inTenDays, { fulfilledAt: SHIPPED })[1]).toBe(
      '2026-03-28T08:00:00.000Z',
    );
  });

  test('is not known before it is known when they can be spent', () => {
    expect(dates(whenShipped, inTenDays)).toEqual([Infinity, null]);
  });
});

describe('an order that was claimed', () => {
  test('counts as earned at the claim, where its return window is over by then', () => {
    expect(dates({ kind: 'at_once' }, inTenDays, { claimedAt: CLAIMED })[1]).toBe(
      '2026-03-31T10:00:00.000Z',
    );
    expect(dates(inTenDays, inTenDays, { claimedAt: CLAIMED })).toEqual([
      '2026-03-11T10:00:00.000Z',
      '2026-03-31T10:00:00.000Z',
    ]);
  });

  test('has its return window like any other, where that ends after the claim', () => {
    expect(dates({ kind: 'after_days', days: 30 }, inTenDays, { claimedAt: CLAIMED })).toEqual([
      '2026-03-31T10:00:00.000Z',
      '2026-04-10T10:00:00.000Z',
    ]);
  });
});

describe('points that are lost on a day of each year', () => {
  const yearly = (month: number, dayOfMonth: number, minimumDays = 0) =>
    ({ kind: 'yearly', month, day: dayOfMonth, minimumDays }) as const;
  const lostAt = (expiry: ReturnType<typeof yearly>, given: string, timezone = 'Europe/Berlin') =>
    day(datesOfGift({ expiry }, Date.parse(given), timezone).expiresAt);

  test('can be spent until the end of that day where the shop is', () => {
    expect(dates({ kind: 'at_once' }, yearly(12, 31))[1]).toBe('2026-12-31T23:00:00.000Z');
    expect(lostAt(yearly(12, 31), '2026-03-01T10:00:00Z', 'America/Los_Angeles')).toBe(
      '2027-01-01T08:00:00.000Z',
    );
  });

  test('are lost a year later where they could be spent for too few days', () => {
    expect(lostAt(yearly(12, 31, 90), '2026-10-02T22:00:00Z')).toBe('2026-12-31T23:00:00.000Z');
    expect(lostAt(yearly(12, 31, 90), '2026-10-02T23:00:01Z')).toBe('2027-12-31T23:00:00.000Z');
  });

  test('count those days from when they could first be spent', () => {
    const afterReturns = { kind: 'after_days', days: 14 } as const;
    expect(dates(afterReturns, yearly(3, 10))[1]).toBe('2027-03-10T23:00:00.000Z');
  });

  test('that come in the last moment of the day are kept for a year', () => {
    expect(lostAt(yearly(12, 31), '2026-12-31T22:59:59.999Z')).toBe('2026-12-31T23:00:00.000Z');
    expect(lostAt(yearly(12, 31), '2026-12-31T23:00:00Z')).toBe('2027-12-31T23:00:00.000Z');
    // Here the moment after the day lies in the same year as the day.
    expect(lostAt(yearly(3, 31), '2026-03-31T22:00:00Z')).toBe('2027-03-31T22:00:00.000Z');
  });

  test('are lost on the last day of a month that is too short', () => {
    expect(lostAt(yearly(2, 29), '2026-01-01T00:00:00Z')).toBe('2026-02-28T23:00:00.000Z');
    expect(lostAt(yearly(2, 29), '2028-01-01T00:00:00Z')).toBe('2028-02-29T23:00:00.000Z');
    expect(lostAt(yearly(4, 31), '2026-01-01T00:00:00Z')).toBe('2026-04-30T22:00:00.000Z');
  });

  test('of a long minimum are lost in the first year that is late enough', () => {
    expect(lostAt(yearly(6, 30, 800), '2026-01-01T00:00:00Z')).toBe('2028-06-30T22:00:00.000Z');
  });
});

test('points that are lost by inactivity say after how many days, and when if nothing more happens', () => {
  const expiry = { kind: 'after_inactivity', days: 10 } as const;
  expect(datesOfGift({ expiry }, Date.parse('2026-03-01T00:00:00Z'), 'UTC')).toEqual({
    maturesAt: null,
    expiresAt: Date.parse('2026-03-11T00:00:00Z'),
    idleDays: 10,
  });
});
