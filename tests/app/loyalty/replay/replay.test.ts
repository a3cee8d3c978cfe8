import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import type { History, TrueOrderState } from '#tests/chaos/history.ts';
import { expectedOf } from '#tests/chaos/oracle.ts';
import { orderFact } from '#tests/support/orders.ts';

import { LADDER, programOf, SHOP, versionOf } from '../a-program.ts';

const DAY_MS = 86_400_000;
const MARCH = Date.parse('2026-03-01T00:00:00Z');

function replayOf(facts: readonly OrderFact[], ...versions: ProgramVersion[]): Replay {
  const replay = new Replay(versions, SHOP);
  for (const fact of facts) replay.add(fact);
  return replay;
}

/** Days of March 2026, from 1. */
function march(day: number): number {
  return MARCH + (day - 1) * DAY_MS;
}

let lastId = 1_000;
function order(day: number, euros: number, change: Parameters<typeof orderFact>[0] = {}) {
  lastId += 1;
  const processedAt = new Date(march(day)).toISOString();
  const lines = [{ gross: euros * 100 }];
  return orderFact({ orderId: String(lastId), processedAt, lines, ...change });
}

describe('a replay', () => {
  const tiered = versionOf(programOf({ tiers: LADDER }));

  test('judges each order at the tier that those before it have reached, in any order of arrival', () => {
    const first = order(1, 250);
    const second = order(2, 100);
    for (const facts of [
      [first, second],
      [second, first],
    ]) {
      const [member] = replayOf(facts, tiered).membersAt(march(3));
      expect(member).toMatchObject({ earned: 250 + 125, moves: 1, tier: { key: 'silver' } });
    }
  });

  test('counts one move for an order that lifts somebody over two tiers', () => {
    expect(replayOf([order(1, 2_000)], tiered).figuresAt(march(2))).toMatchObject({
      tierMoves: 1,
      membersByTier: { bronze: 0, silver: 0, gold: 1 },
    });
  });

  test('tells apart what is pending, can be spent and has expired at a moment', () => {
    const program = programOf({
      earning: {
        maturity: { kind: 'after_days', days: 10 },
        expiry: { kind: 'after_days', days: 5 },
      },
    });
    const replay = replayOf([order(1, 40), order(4, 7)], versionOf(program));
    const at = (day: number, laterMs = 0) => {
      const figures = replay.figuresAt(march(day) + laterMs);
      return [figures.pointsPending, figures.pointsRedeemable, figures.pointsExpired];
    };
    expect(at(1)).toEqual([40, 0, 0]);
    expect(at(4)).toEqual([47, 0, 0]);
    expect(at(11, -1)).toEqual([47, 0, 0]);
    expect(at(11)).toEqual([7, 40, 0]);
    expect(at(16, -1)).toEqual([0, 47, 0]);
    expect(at(16)).toEqual([0, 7, 40]);
    expect(at(19)).toEqual([0, 0, 47]);
    expect(replay.figuresAt(march(16)).liability).toEqual({
      points: 7,
      money: null,
      rate: null,
    });
  });

  test('does not know orders yet that are placed later', () => {
    const replay = replayOf([order(1, 10), order(5, 10, { customerId: '8' })], tiered);
    expect(replay.figuresAt(march(4))).toMatchObject({ orders: 1, members: 1, pointsIssued: 10 });
    expect(replay.figuresAt(march(5))).toMatchObject({ orders: 2, members: 2, pointsIssued: 20 });
    expect(replay.figuresAt(march(0))).toMatchObject({ orders: 0, members: 0, pointsIssued: 0 });
  });

  test('has members who have earned nothing, and none of those who never can', () => {
    const facts = [
      order(1, 10, { customerId: '1', paid: false }),
      order(1, 10, { customerId: '2', cancelledAt: '2026-03-02T00:00:00.000Z' }),
      order(1, 10, { customerId: '3', currency: 'USD' }),
      order(1, 10, { customerId: null }),
    ];
    expect(replayOf(facts, tiered).figuresAt(march(2))).toEqual({
      orders: 4,
      ordersNotEarning: 3,
      guestOrders: 1,
      members: 2,
      pointsIssued: 0,
      pointsPending: 0,
      pointsRedeemable: 0,
      pointsExpired: 0,
      membersByTier: { bronze: 2, silver: 0, gold: 0 },
      tierMoves: 0,
      liability: { points: 0, money: null, rate: null },
    });
  });

  test('judges each order by the version that was in force at its time', () => {
    const later = versionOf(
      programOf({ order: { earns: { kind: 'per_amount', points: 3, amount: 1 } } }),
      { version: 2, inForceFrom: new Date(march(10)) },
    );
    const replay = replayOf([order(9, 10), order(10, 10)], versionOf(programOf()), later);
    expect(replay.figuresAt(march(11)).pointsIssued).toBe(10 + 30);
  });

  test('has no tiers where the program has none', () => {
    const replay = replayOf([order(1, 10)], versionOf(programOf({ tiers: [] })));
    expect(replay.figuresAt(march(2)).membersByTier).toEqual({});
    expect([...replay.membersAt(march(2))].map(({ tier }) => tier)).toEqual([null]);
  });
});

const programShape = fc
  .record({
    points: fc.constantFrom(1, 3),
    amount: fc.constantFrom(1, 10),
    rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
    minimum: fc.constantFrom(0, 5_000),
    tax: fc.constantFrom('as_priced' as const, 'included' as const, 'excluded' as const),
    shipping: fc.boolean(),
    channels: fc.constantFrom<'all' | string[]>('all', ['pos']),
    percent: fc.constantFrom(100, 150, 225),
    from: fc.constantFrom(30, 200),
    maturity: fc.constantFrom(
      { kind: 'at_once' as const },
      { kind: 'after_days' as const, days: 3 },
      { kind: 'after_fulfilment' as const, days: 2 },
    ),
    expiry: fc.constantFrom({ kind: 'never' as const }, { kind: 'after_days' as const, days: 4 }),
  })
  .map(({ points, amount, tax, shipping, maturity, expiry, percent, from, ...order }): Program =>
    programOf({
      order: {
        ...order,
        earns: { kind: 'per_amount', points, amount },
        counts: { tax, shipping },
      },
      earning: { maturity, expiry },
      tiers: [
        { key: 'low', name: null, from: 0, earningPercent: 100, entry: null, perks: [] },
        { key: 'high', name: null, from, earningPercent: percent, entry: null, perks: [] },
      ],
    }),
  );

const stateShape = fc
  .record({
    customerId: fc.constantFrom('1', '2', '3', null),
    day: fc.integer({ min: 1, max: 12 }),
    cents: fc.integer({ min: 0, max: 30_000 }),
    refunded: fc.constantFrom(0, 0, 1_500),
    byAmount: fc.constantFrom(0, 0, 700),
    shipping: fc.constantFrom(0, 490),
    taxesIncluded: fc.boolean(),
    paid: fc.constantFrom(true, true, true, false),
    cancelled: fc.constantFrom(false, false, false, true),
    isSent: fc.boolean(),
    pos: fc.boolean(),
  })
  .map(({ day, cents, refunded, byAmount, paid, isSent, pos, ...state }): TrueOrderState => {
    const processedAt = new Date(march(day)).toISOString();
    return {
      ...state,
      ...{ processedAt, updatedAt: processedAt, email: null, deleted: false, chargedBack: false },
      ...{ currency: 'EUR', test: false, business: false, tips: 0, duties: 0, paidByGiftCard: 0 },
      financialStatus: paid ? 'paid' : 'pending',
      sourceName: pos ? 'pos' : 'web',
      lines: [
        {
          ...{ price: cents, quantity: 1, discount: 0, refunded: Math.min(cents, refunded) },
          returned: 0,
          ...{
            tax: Math.floor(cents / 6),
            giftCard: false,
            vendor: '',
            type: '',
            tags: [],
            collections: [],
          },
        },
      ],
      codes: [],
      shippingTax: Math.floor(state.shipping / 6),
      refundedByAmount: byAmount,
      cost: cents + state.shipping,
      fulfilledAt: isSent ? new Date(march(day + 1)).toISOString() : null,
    };
  });

function factOf(orderId: string, state: TrueOrderState): OrderFact {
  const { cancelled, lines, refundedByAmount, cost, financialStatus, ...rest } = state;
  return orderFact({
    orderId,
    ...{ ...rest, paid: financialStatus === 'paid' },
    cancelledAt: cancelled ? state.processedAt : null,
    lines: lines.map(({ price, ...line }) => ({ gross: price, ...line })),
    refundedWithoutLines: refundedByAmount,
    chargedWithLines: cost,
  });
}

test('a replay has what somebody else who wrote down the same rules says, at every moment', () => {
  fc.assert(
    fc.property(
      fc.array(stateShape, { maxLength: 12 }),
      fc.array(programShape, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 0, max: 25 }),
      fc.gen(),
      (states, programs, day, any) => {
        const versions = programs.map((program, index) =>
          versionOf(program, {
            version: index + 1,
            inForceFrom: new Date(index === 0 ? march(-1) : march(6)),
          }),
        );
        const orders = states.map((state, index) => ({ id: String(101 + index), states: [state] }));
        const shuffled = any(fc.shuffledSubarray, orders, { minLength: orders.length });
        const replay = replayOf(
          shuffled.flatMap(({ id, states: [state] }) => (state ? [factOf(id, state)] : [])),
          ...versions,
        );
        const now = march(day);
        const history: History = {
          ...{ currency: 'EUR', isDevelopment: false, timezone: 'Europe/Berlin' },
          ...{ customers: [], merges: [], actions: [], gifts: [], birthdays: [], pins: [] },
          versions: versions.map((version) => ({
            ...version,
            inForceFrom: version.inForceFrom.toISOString(),
          })),
          orders: orders.filter(
            ({ states: [state] }) => Date.parse(state?.processedAt ?? '') <= now,
          ),
        };
        const earning = ({ pending, available, expired }: Record<string, unknown>) => [
          pending,
          available,
          expired,
        ];
        const expected = expectedOf(history, new Date(now)).members;
        for (const member of replay.membersAt(now)) {
          const other = expected.find(({ customerId }) => customerId === member.customerId);
          expect(earning({ ...member })).toEqual(other ? earning({ ...other }) : [0, 0, 0]);
        }
        const figures = replay.figuresAt(now);
        const total = (field: 'pending' | 'available' | 'expired') =>
          expected.reduce((sum, member) => sum + member[field], 0);
        expect(figures).toMatchObject({
          orders: history.orders.length,
          pointsPending: total('pending'),
          pointsRedeemable: total('available'),
          pointsExpired: total('expired'),
          pointsIssued: total('pending') + total('available') + total('expired'),
        });
      },
    ),
    { numRuns: 400 },
  );
});
