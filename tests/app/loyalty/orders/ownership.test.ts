import { describe, expect, test } from 'vitest';

import { CustomerId } from '#app/loyalty/ids.ts';
import { ownershipOf } from '#app/loyalty/orders/ownership.ts';

import { programOf, versionOf } from '../a-program.ts';

const claimable = (claimDays: number) =>
  versionOf(programOf({ enrolment: { who: 'who_joins', claimDays } }));

const bought = { customerId: CustomerId.parse('7'), processedAt: '2026-03-01T10:00:00.000Z' };
const asGuest = { ...bought, customerId: null };

describe('an order of who was a member', () => {
  const joinedAt = new Date('2026-03-01T10:00:00.000Z');

  test('is hers at once', () => {
    expect(ownershipOf(bought, joinedAt, [claimable(90)])).toEqual({ claimedAt: null });
  });

  test('placed as a guest counts as claimed when it was placed', () => {
    expect(ownershipOf(asGuest, joinedAt, [claimable(90)])).toEqual({
      claimedAt: asGuest.processedAt,
    });
  });
});

describe('an order of who became a member later', () => {
  test.each([
    ['2026-03-11T10:00:00.000Z', true],
    ['2026-03-11T10:00:00.001Z', false],
  ])('can be claimed for ten days: joined %s', (joined, isClaimed) => {
    for (const order of [bought, asGuest]) {
      expect(ownershipOf(order, new Date(joined), [claimable(10)])).toEqual(
        isClaimed ? { claimedAt: joined } : null,
      );
    }
  });

  test('cannot be claimed where the program gives no days, or there was none yet', () => {
    const joinedAt = new Date('2026-03-01T10:00:00.001Z');
    expect(ownershipOf(asGuest, joinedAt, [claimable(0)])).toBeNull();
    expect(ownershipOf(asGuest, joinedAt, [])).toBeNull();
  });

  test('is claimed by the version of its own time, not that of the claim', () => {
    const later = { ...claimable(0), version: 2, inForceFrom: new Date('2026-03-02T00:00:00Z') };
    const joinedAt = new Date('2026-03-05T10:00:00.000Z');
    expect(ownershipOf(bought, joinedAt, [claimable(10), later])).not.toBeNull();
  });
});
