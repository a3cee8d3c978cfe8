import { describe, expect, test } from 'vitest';

import type { EarningRules } from '#app/loyalty/earning-rules.ts';
import { datesOfLot } from '#app/loyalty/lot-dates.ts';

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
