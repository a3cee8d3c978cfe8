import { describe, expect, test } from 'vitest';

import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Program, ProgramVersion } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { Replay } from '#app/loyalty/replay/replay.ts';
import { orderFact } from '#tests/support/orders.ts';

import { bonusOf, challengeOf, judgeAll, products } from '../a-history.ts';
import { LADDER, programOf, SHOP, versionOf } from '../a-program.ts';

const order = (id: number, date: string, change: Parameters<typeof orderFact>[0] = {}) =>
  orderFact({ orderId: String(id), processedAt: `${date}T10:00:00.000Z`, ...change });

function replayOf(facts: readonly OrderFact[], ...versions: ProgramVersion[]) {
  const replay = new Replay(versions, SHOP);
  for (const fact of facts) replay.add(fact);
  return replay;
}

const reward = (key: string, change: Partial<Reward>): Reward => ({
  ...{ key, name: null, description: null, offered: 'yes', minimumCart: 0, stock: null },
  gives: { kind: 'free_shipping', points: 1, upTo: null },
  conditions: { tiers: 'all', tags: { any: [], none: [] } },
  ...{ limits: [], validDays: null, combines: { order: false, product: false, shipping: false } },
  ...change,
});

describe('a replay of a program with everything', () => {
  const program = programOf({
    order: { counts: { shipping: true }, limits: [{ per: 'month', times: null, points: 90 }] },
    earning: {
      bonuses: [
        bonusOf({ window: { from: '2026-02-01T00:00:00Z', until: '2026-03-01T00:00:00Z' } }),
        bonusOf({ key: 'web', conditions: { channels: ['web'], minimum: 3_000 } }),
        bonusOf({
          key: 'welcome',
          conditions: { orders: 'first' },
          gives: { kind: 'per_item', points: 5 },
        }),
      ],
      challenges: [
        challengeOf({ goal: { kind: 'items', lines: 'all', count: 4 }, repeats: 'again' }),
      ],
    },
    tiers: LADDER,
    qualification: {
      measure: 'spend',
      window: { kind: 'rolling', days: 60 },
      demotion: { to: 'one_step', graceDays: 0, warningDays: 0 },
    },
  });
  const facts = [
    order(1, '2026-01-20', {
      sourceName: 'pos',
      lines: [{ gross: 2_000, quantity: 3 }],
      shipping: 490,
    }),
    order(2, '2026-02-03', { lines: [{ gross: 5_000 }, { gross: 0 }], shipping: 490 }),
    order(3, '2026-02-05', { lines: [{ gross: 6_000, quantity: 2 }], sourceName: 'pos' }),
    order(4, '2026-06-01', { lines: [{ gross: 2_999, quantity: 2 }] }),
  ];

  test('judges as live orders are judged, line by line', () => {
    const versions = [versionOf(program)];
    const { receipts } = judgeAll(facts, { versions });
    const expected = [...receipts.values()].map(({ points }) => points);
    const [member] = replayOf([...facts].reverse(), ...versions).membersAt(Date.UTC(2026, 6, 1));
    expect(member?.earned).toBe(expected.reduce((sum, points) => sum + points, 0));
    expect(expected.every((points) => points > 0)).toBe(true);
  });

  test('counts moves up and down', () => {
    const figures = replayOf(facts, versionOf(program)).figuresAt(Date.UTC(2027, 0, 1));
    // Up to gold with the first order, and after two months each without enough of them down a step, to silver and bronze.
    expect(figures.membersByTier).toMatchObject({ gold: 0 });
    expect(figures.tierMoves).toBeGreaterThan(2);
  });
});

describe('yearly tiers', () => {
  const yearly = programOf({
    tiers: LADDER,
    qualification: {
      measure: 'points',
      window: { kind: 'calendar_year' },
      demotion: { to: 'reached', graceDays: 0, warningDays: 0 },
    },
  });

  test('hold until the end of the next year, and each way is a move', () => {
    const replay = replayOf(
      [order(1, '2026-05-01', { lines: [{ gross: 30_000 }] })],
      versionOf(yearly),
    );
    const at = (iso: string) => {
      const { membersByTier, tierMoves } = replay.figuresAt(Date.parse(iso));
      return [membersByTier['silver'], tierMoves];
    };
    expect(at('2026-05-01T10:00:00Z')).toEqual([1, 1]);
    expect(at('2027-12-31T22:59:59Z')).toEqual([1, 1]);
    expect(at('2027-12-31T23:00:00Z')).toEqual([0, 2]);
  });
});

describe('points that are lost by inactivity', () => {
  const idle = programOf({ earning: { expiry: { kind: 'after_inactivity', days: 30 } } });
  const expired = (facts: readonly OrderFact[], date: string) =>
    replayOf(facts, versionOf(idle)).figuresAt(Date.parse(`${date}T10:00:00Z`)).pointsExpired;
  const orders = [order(1, '2026-03-01'), order(2, '2026-03-30'), order(3, '2026-05-30')];

  test('are kept by the next order in time, and not brought back by one that comes later', () => {
    expect(expired(orders, '2026-04-28')).toBe(0);
    expect(expired(orders, '2026-04-29')).toBe(80);
    expect(expired(orders, '2026-06-01')).toBe(80);
  });
});

describe('what outstanding points can cost', () => {
  const liabilityOf = (rewards: Program['rewards']) =>
    replayOf([order(1, '2026-03-01')], versionOf(programOf({ rewards }))).figuresAt(
      Date.UTC(2026, 3, 1),
    ).liability;
  const coupon = (key: string, points: number, amount: number, change: Partial<Reward> = {}) =>
    reward(key, {
      gives: { kind: 'amount_off', steps: [{ points, amount }], products: 'all' },
      ...change,
    });

  test('is the best rate of the rewards for money', () => {
    const credit = reward('credit', {
      gives: {
        kind: 'store_credit',
        steps: [
          { points: 100, amount: 500 },
          { points: 300, amount: 1_600 },
        ],
        expiresDays: null,
      },
    });
    expect(liabilityOf([coupon('five', 100, 500), credit, reward('shipping', {})])).toEqual({
      points: 40,
      money: 213,
      rate: { reward: 'credit', points: 300, amount: 1_600 },
    });
  });

  test('is nothing that is not offered', () => {
    const rewards = [
      coupon('prize', 1, 500, { offered: 'prize' }),
      coupon('gone', 1, 500, { offered: 'no' }),
    ];
    expect(liabilityOf(rewards)).toEqual({ points: 40, money: null, rate: null });
  });
});

test.each([
  ['products', { lines: { only: products({ products: ['1'] }) } }],
  ['tags', { conditions: { members: { tiers: 'all' as const, tags: { any: ['a'], none: [] } } } }],
  ['subscriptions', { conditions: { subscriptions: 'only' as const } }],
])('a program that asks for %s is not replayed as if it did not', (_, change) => {
  const version = versionOf(programOf({ earning: { bonuses: [bonusOf(change)] } }));
  expect(() => new Replay([version], SHOP)).toThrow(RangeError);
});
