import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { LotId } from '#app/loyalty/ids.ts';
import {
  type Leg,
  type LotState,
  planSettlement,
  type SettlingState,
  type SettlingTerms,
} from '#app/loyalty/ledger/settle-order.ts';

const lot = (id: number, parts: Partial<LotState> = {}): LotState => ({
  lotId: LotId.parse(String(id)),
  pending: 0,
  remaining: 0,
  expired: 0,
  owed: 0,
  forgiven: 0,
  expiresAt: null,
  ...parts,
});

const TERMS: SettlingTerms = { isMature: true, beyondBalance: 'owed' };

function movements(difference: number, state: SettlingState, terms: Partial<SettlingTerms> = {}) {
  return planSettlement(difference, state, { ...TERMS, ...terms }).map(
    ({ movement, amount, lotId }) => [movement, amount, lotId],
  );
}

describe('when an order is worth more than is posted for it', () => {
  test('the points join its lot, to be spent at once or later', () => {
    const own = lot(1);
    expect(movements(40, { own: [own], others: [] })).toEqual([['earned', 40, '1']]);
    expect(own).toMatchObject({ remaining: 40, pending: 0 });
    const later = lot(1);
    const [leg] = planSettlement(40, { own: [later], others: [] }, { ...TERMS, isMature: false });
    expect(leg).toMatchObject({ source: 'issued', destination: 'pending', movement: 'earned' });
    expect(later).toMatchObject({ remaining: 0, pending: 40 });
  });

  test('what it was forgiven and what it owes is cancelled first, then other debts by age', () => {
    const own = lot(5, { owed: 10, forgiven: 5 });
    const others = [lot(10, { owed: 7 }), lot(9, { owed: 3 }), lot(2)];
    expect(movements(40, { own: [own], others })).toEqual([
      ['forgiveness_cancelled', 5, '5'],
      ['own_debt_cancelled', 10, '5'],
      ['debt_repaid', 3, '9'],
      ['debt_repaid', 7, '10'],
      ['earned', 15, '5'],
    ]);
    expect([own, ...others].map((each) => each.owed + each.forgiven)).toEqual([0, 0, 0, 0]);
  });

  test('all of it may go into debt', () => {
    const owing = { own: [lot(1)], others: [lot(2, { owed: 15 })] } as const;
    expect(movements(10, owing)).toEqual([['debt_repaid', 10, '2']]);
    expect(owing.others[0].owed).toBe(5);
  });
});

describe('when an order is worth less than is posted for it', () => {
  const everything = (): SettlingState => ({
    own: [lot(1, { pending: 10, remaining: 10, expired: 10 })],
    others: [
      lot(2, { remaining: 10 }),
      lot(3, { remaining: 10, expiresAt: 2_000 }),
      lot(4, { remaining: 10, expiresAt: 1_000 }),
      lot(10, { remaining: 10 }),
    ],
  });

  test('its own pending points go first, then its unspent, then those that expired', () => {
    expect(movements(-15, everything())).toEqual([
      ['taken_back_pending', 10, '1'],
      ['taken_back_own', 5, '1'],
    ]);
    expect(movements(-25, everything())).toEqual([
      ['taken_back_pending', 10, '1'],
      ['taken_back_own', 10, '1'],
      ['taken_back_expired', 5, '1'],
    ]);
  });

  test('then other lots, the one that expires next first, and at last it is owed', () => {
    const state = everything();
    expect(movements(-75, state).slice(3)).toEqual([
      ['taken_back_other', 10, '4'],
      ['taken_back_other', 10, '3'],
      ['taken_back_other', 10, '2'],
      ['taken_back_other', 10, '10'],
      ['taken_back_owed', 5, '1'],
    ]);
    expect(state.own[0]).toMatchObject({ pending: 0, remaining: 0, expired: 0, owed: 5 });
  });

  test('or it is forgiven, where the program says so', () => {
    const own = lot(1, { remaining: 10 });
    const state = { own: [own], others: [] } as const;
    expect(movements(-30, state, { beyondBalance: 'forgiven' })).toEqual([
      ['taken_back_own', 10, '1'],
      ['taken_back_forgiven', 20, '1'],
    ]);
    expect(own).toMatchObject({ owed: 0, forgiven: 20 });
  });

  test('what others have pending or lost is left to them', () => {
    const others = [lot(2, { pending: 50, expired: 50 })];
    expect(movements(-5, { own: [lot(1)], others })).toEqual([['taken_back_owed', 5, '1']]);
  });

  test('an order with several lots, of members who were merged, gives from all of them', () => {
    const own = [lot(1, { remaining: 5 }), lot(2, { pending: 5, remaining: 5 })] as const;
    expect(movements(-20, { own, others: [] })).toEqual([
      ['taken_back_pending', 5, '2'],
      ['taken_back_own', 5, '1'],
      ['taken_back_own', 5, '2'],
      ['taken_back_owed', 5, '1'],
    ]);
  });
});

test('no difference, no transfers', () => {
  expect(movements(0, { own: [lot(1, { remaining: 5 })], others: [] })).toEqual([]);
});

const points = fc.integer({ min: 0, max: 500 });
const parts = fc.record({
  pending: points,
  remaining: points,
  expired: points,
  owed: points,
  forgiven: points,
  expiresAt: fc.option(points),
});
const terms = fc.record({
  isMature: fc.boolean(),
  beyondBalance: fc.constantFrom('owed' as const, 'forgiven' as const),
});
const states = fc
  .record({
    first: parts,
    own: fc.array(parts, { maxLength: 1 }),
    others: fc.array(parts, { maxLength: 5 }),
  })
  .map(({ first, own, others }) => (): SettlingState => ({
    own: [lot(1, first), ...own.map((each) => lot(2, each))],
    others: others.map((each, index) => lot(index + 10, each)),
  }));

const lotsOf = ({ own, others }: SettlingState) => [...own, ...others];

/** What is there and was there, less what is not there any more and was not taken. */
const worth = (state: SettlingState) =>
  lotsOf(state).reduce(
    (sum, each) => sum + each.pending + each.remaining + each.expired - each.owed - each.forgiven,
    0,
  );

const sum = (legs: readonly Leg[]) => legs.reduce((total, leg) => total + leg.amount, 0);

test('nothing is lost and nothing arises: legs add up, and no part of a lot goes below zero', () => {
  fc.assert(
    fc.property(states, fc.integer({ min: -3_000, max: 3_000 }), terms, (make, difference, by) => {
      const state = make();
      const legs = planSettlement(difference, state, by);
      expect(worth(state)).toBe(worth(make()) + difference);
      expect(sum(legs)).toBe(Math.abs(difference));
      expect(legs.every((leg) => leg.amount > 0)).toBe(true);
      for (const { pending, remaining, expired, owed, forgiven } of lotsOf(state)) {
        expect(Math.min(pending, remaining, expired, owed, forgiven)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('nothing is taken further down the line while anything is left before it', () => {
  const STEPS = [
    'taken_back_pending',
    'taken_back_own',
    'taken_back_expired',
    'taken_back_other',
    'taken_back_owed',
    'taken_back_forgiven',
  ];
  fc.assert(
    fc.property(states, fc.integer({ min: 1, max: 3_000 }), terms, (make, difference, by) => {
      const state = make();
      const legs = planSettlement(-difference, state, by);
      const last = Math.max(...legs.map((leg) => STEPS.indexOf(leg.movement)));
      const left = [
        state.own.map((each) => each.pending),
        state.own.map((each) => each.remaining),
        state.own.map((each) => each.expired),
        state.others.map((each) => each.remaining),
      ].map((each) => each.reduce((total, part) => total + part, 0));
      expect(left.slice(0, last).every((part) => part === 0)).toBe(true);
    }),
  );
});

test('what was owed or forgiven for an order is undone when it is worth as much again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), points, terms, (worthBefore, spent, by) => {
      const own = lot(1, { remaining: Math.max(0, worthBefore - spent) });
      const state = { own: [own], others: [] } as const;
      planSettlement(-worthBefore, state, by);
      planSettlement(worthBefore, state, { ...by, isMature: true });
      expect(own).toMatchObject({
        owed: 0,
        forgiven: 0,
        remaining: Math.max(0, worthBefore - spent),
      });
    }),
  );
});
