import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LotId } from '#app/loyalty/ids.ts';
import { type SettlingState, planSettlement } from '#app/loyalty/settle-order.ts';

const lot = (id: number, remaining: number, expiresAt: number | null = null) => ({
  lotId: LotId.parse(String(id)),
  remaining,
  expiresAt,
});

const state = (change: Partial<SettlingState> = {}): SettlingState => ({
  owed: 0,
  own: lot(1, 0),
  others: [],
  ...change,
});

const movements = (difference: number, from: SettlingState) =>
  planSettlement(difference, from).map(({ movement, amount, lotId }) => [movement, amount, lotId]);

describe('when an order is worth more than is posted for it', () => {
  test('the points join its lot', () => {
    expect(movements(40, state())).toEqual([['earned', 40, '1']]);
  });

  test('debt is repaid first', () => {
    const debtor = state({ owed: 15 });
    expect(movements(40, debtor)).toEqual([
      ['debt_repaid', 15, null],
      ['earned', 25, '1'],
    ]);
    expect(debtor.owed).toBe(0);
  });

  test('all of it may go into debt', () => {
    expect(movements(10, state({ owed: 15 }))).toEqual([['debt_repaid', 10, null]]);
  });
});

describe('when an order is worth less than is posted for it', () => {
  test('its own unspent points go first', () => {
    const holder = state({ own: lot(1, 40), others: [lot(2, 100)] });
    expect(movements(-15, holder)).toEqual([['taken_back_own', 15, '1']]);
  });

  test('then other lots, the one that expires next first, and at last it is owed', () => {
    const holder = state({
      own: lot(1, 5),
      others: [lot(2, 10), lot(3, 10, 2_000), lot(4, 10, 1_000), lot(10, 10)],
    });
    expect(movements(-50, holder)).toEqual([
      ['taken_back_own', 5, '1'],
      ['taken_back_other', 10, '4'],
      ['taken_back_other', 10, '3'],
      ['taken_back_other', 10, '2'],
      ['taken_back_other', 10, '10'],
      ['taken_back_owed', 5, null],
    ]);
    expect(holder.owed).toBe(5);
  });
});

test('nothing is lost and nothing arises: legs add up, and no lot goes below zero', () => {
  const points = fc.integer({ min: 0, max: 1_000 });
  const lots = fc.array(fc.tuple(points, fc.option(points)), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.integer({ min: -2_000, max: 2_000 }),
      points,
      points,
      lots,
      (difference, owed, own, others) => {
        const before = state({
          owed,
          own: lot(1, own),
          others: others.map(([remaining, expiry], index) => lot(index + 2, remaining, expiry)),
        });
        const worth = (each: SettlingState) =>
          [each.own, ...each.others].reduce((sum, { remaining }) => sum + remaining, -each.owed);
        const worthBefore = worth(before);
        const legs = planSettlement(difference, before);
        expect(worth(before)).toBe(worthBefore + difference);
        expect(legs.reduce((sum, leg) => sum + leg.amount, 0)).toBe(Math.abs(difference));
        expect(legs.every((leg) => leg.amount > 0)).toBe(true);
        expect([before.own, ...before.others].every(({ remaining }) => remaining >= 0)).toBe(true);
        expect(before.owed).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
