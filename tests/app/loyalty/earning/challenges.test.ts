import { describe, expect, test } from 'vitest';

import { progressOf } from '#app/loyalty/earning/challenge-progress.ts';
import { completionsOf } from '#app/loyalty/history/completions.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import { type LineShape, orderFact } from '#tests/support/orders.ts';

import { challengeOf, judgeAll, product, products, traitsOf } from '../a-history.ts';
import { programOf, versionOf } from '../a-program.ts';

type Order = Parameters<typeof orderFact>[0];

const versionsWith = (challenge: Challenge) => [
  versionOf(programOf({ earning: { challenges: [challenge] } })),
];
const order = (id: number, date: string, change: Order = {}) =>
  orderFact({ orderId: String(id), processedAt: `${date}T10:00:00.000Z`, ...change });
const inMarch = (days: number, change: Order = {}) =>
  Array.from({ length: days }, (_, index) =>
    order(index + 1, `2026-03-${String(index + 1).padStart(2, '0')}`, change),
  );

/** How many points each order's completions brought. */
function prizes(
  challenge: Challenge,
  orders: readonly ReturnType<typeof order>[],
  traits = traitsOf(),
) {
  const { receipts } = judgeAll(orders, { versions: versionsWith(challenge), traits });
  return [...receipts.values()].map(({ challenges }) =>
    challenges.reduce((sum, { points }) => sum + points, 0),
  );
}

describe('orders', () => {
  test('the order that completes it gets the prize in its own worth, and says so', () => {
    const { receipts } = judgeAll(inMarch(4), { versions: versionsWith(challengeOf()) });
    expect([...receipts.values()].map(({ points }) => points)).toEqual([40, 40, 140, 40]);
    expect(receipts.get('3')).toMatchObject({
      base: { points: 40, cut: null },
      challenges: [{ key: 'three', times: 1, points: 100, reward: null }],
    });
  });

  test('a return undoes it, and the next order completes it instead', () => {
    const cancelled = order(2, '2026-03-02', { cancelledAt: '2026-03-09T10:00:00.000Z' });
    const orders = inMarch(4).map((each) => (each.orderId === '2' ? cancelled : each));
    expect(prizes(challengeOf(), orders)).toEqual([0, 0, 0, 100]);
  });

  test.each([
    ['once', [0, 0, 100, 0, 0, 0, 0]],
    ['once_a_period', [0, 0, 100, 0, 0, 0, 0]],
    ['again', [0, 0, 100, 0, 0, 100, 0]],
  ] as const)('%s, as long as it takes', (repeats, expected) => {
    expect(prizes(challengeOf({ repeats }), inMarch(7))).toEqual(expected);
  });

  test('once a period of the calendar, begun anew with each', () => {
    const challenge = challengeOf({ within: 'month', repeats: 'once_a_period' });
    const orders = [
      ...['2026-03-29', '2026-03-30', '2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04'],
      ...['2026-05-01', '2026-05-02', '2026-05-03'],
    ].map((date, index) => order(index + 1, date));
    expect(prizes(challenge, orders)).toEqual([0, 0, 0, 0, 100, 0, 0, 0, 100]);
  });

  test('once and no more, though a period is begun anew', () => {
    const challenge = challengeOf({ within: 'month', goal: { kind: 'orders', count: 1 } });
    expect(prizes(challenge, [order(1, '2026-03-01'), order(2, '2026-04-01')])).toEqual([100, 0]);
  });

  test('only those that its conditions name, in its time', () => {
    const challenge = challengeOf({
      window: { from: '2026-03-02T00:00:00Z', until: null },
      conditions: { minimum: 3_000 },
      goal: { kind: 'orders', count: 2 },
    });
    const small = { lines: [{ gross: 2_999 }] };
    const orders = [order(1, '2026-03-01'), order(2, '2026-03-02', small), ...inMarch(4).slice(2)];
    expect(prizes(challenge, orders)).toEqual([0, 0, 0, 100]);
  });
});

describe('a punch card', () => {
  const card = challengeOf({
    goal: { kind: 'items', lines: { only: products({ products: ['11'] }) }, count: 5 },
    repeats: 'again',
  });
  const bags = (quantity: number, change: readonly LineShape[] = []) => ({
    lines: [{ gross: 1_000 * quantity, quantity, productId: '11' }, ...change],
  });

  test('what is over the goal counts for the next time, and many at once count as often', () => {
    const orders = [3, 4, 3, 11].map((quantity, index) =>
      order(index + 1, `2026-03-0${index + 1}`, bags(quantity)),
    );
    expect(prizes(card, orders)).toEqual([0, 100, 100, 200]);
  });

  test('other products and what was returned do not count', () => {
    const returned = {
      gross: 2_000,
      refunded: 2_000,
      quantity: 2,
      refundedQuantity: 2,
      productId: '11',
    };
    const other = { gross: 9_000, quantity: 9, productId: '12' };
    expect(prizes(card, [order(1, '2026-03-01', bags(4, [returned, other]))])).toEqual([0]);
    expect(prizes(card, [order(1, '2026-03-01', bags(5))])).toEqual([100]);
  });
});

describe('spend', () => {
  test('what counts of orders, in minor units', () => {
    const challenge = challengeOf({ goal: { kind: 'spend', amount: 10_000 }, repeats: 'again' });
    expect(prizes(challenge, inMarch(5))).toEqual([0, 0, 100, 0, 100]);
  });
});

describe('variety', () => {
  const groups = ['A', 'B', 'C'].map((vendor) => products({ vendors: [vendor] }));
  const traits = traitsOf({
    products: {
      1: product({ vendor: 'A' }),
      2: product({ vendor: 'B' }),
      3: product({ vendor: 'C' }),
    },
  });
  const bought = (id: number, ...productIds: string[]) =>
    order(id, `2026-03-0${id}`, {
      lines: productIds.map((productId) => ({ gross: 1_000, productId })),
    });
  const challenge = (change: Partial<Challenge>) =>
    challengeOf({ goal: { kind: 'variety', groups, count: 2 }, ...change });

  test('something out of so many groups', () => {
    expect(prizes(challenge({}), [bought(1, '1'), bought(2, '1'), bought(3, '3')], traits)).toEqual(
      [0, 0, 100],
    );
  });

  test('again: groups that are over begin the next time', () => {
    const orders = [bought(1, '1', '2', '3'), bought(2, '3'), bought(3, '1')];
    expect(prizes(challenge({ repeats: 'again' }), orders, traits)).toEqual([100, 0, 100]);
    // Without the group that was over there would be one too few.
    const two = [bought(1, '1', '2', '3'), bought(2, '1')];
    expect(prizes(challenge({ repeats: 'again' }), two, traits)).toEqual([100, 100]);
  });
});

describe('a streak', () => {
  const monthly = (change: Partial<Challenge> = {}) =>
    challengeOf({
      goal: { kind: 'streak', period: 'month', count: 3 },
      repeats: 'again',
      ...change,
    });
  const on = (...dates: string[]) => dates.map((date, index) => order(index + 1, date));

  test('an order in each of so many months that follow one another', () => {
    const orders = on('2026-01-31', '2026-02-01', '2026-02-15', '2026-03-31');
    expect(prizes(monthly(), orders)).toEqual([0, 0, 0, 100]);
  });

  test('is broken by a month without one', () => {
    const orders = on('2026-01-31', '2026-02-01', '2026-04-01', '2026-05-01', '2026-06-01');
    expect(prizes(monthly(), orders)).toEqual([0, 0, 0, 0, 100]);
  });

  test('begins anew in the month after the one that completed it', () => {
    const dates = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-03-06', '2026-04-05'];
    const orders = on(...dates, '2026-05-05', '2026-06-05');
    expect(prizes(monthly(), orders)).toEqual([0, 0, 100, 0, 0, 0, 100]);
  });

  test('within a year does not go on over its end', () => {
    const first = { ...versionOf(programOf()), inForceFrom: new Date(0) };
    const orders = on('2025-12-05', '2026-01-05', '2026-02-05', '2026-03-05');
    const versions = versionsWith(monthly({ within: 'year' })).map((version) => ({
      ...version,
      inForceFrom: first.inForceFrom,
    }));
    const { receipts } = judgeAll(orders, { versions });
    expect([...receipts.values()].map(({ challenges }) => challenges.length)).toEqual([0, 0, 0, 1]);
  });
});

describe('a prize that is a reward', () => {
  const challenge = challengeOf({
    goal: { kind: 'orders', count: 2 },
    repeats: 'again',
    prize: { kind: 'reward', reward: 'mug' },
  });

  test('brings no points, and is reported once for each time', () => {
    const { receipts, marks } = judgeAll(inMarch(5), { versions: versionsWith(challenge) });
    expect(receipts.get('2')).toMatchObject({
      points: 40,
      challenges: [{ times: 1, points: 0, reward: 'mug' }],
    });
    expect(completionsOf([...marks].reverse())).toEqual([
      {
        ...{ challenge: 'three', times: 1, reward: 'mug' },
        at: Date.parse('2026-03-02T10:00:00Z'),
        by: { kind: 'order', orderId: '2' },
      },
      {
        ...{ challenge: 'three', times: 1, reward: 'mug' },
        at: Date.parse('2026-03-04T10:00:00Z'),
        by: { kind: 'order', orderId: '4' },
      },
    ]);
  });
});

test('a goal of next to nothing is reached by one order as often as it is, and reported in one', () => {
  const challenge = challengeOf({
    goal: { kind: 'spend', amount: 1 },
    repeats: 'again',
    prize: { kind: 'reward', reward: 'mug' },
  });
  const dear = order(1, '2026-03-01', { lines: [{ gross: 10_000_000_000 }] });
  const { marks } = judgeAll([dear], { versions: versionsWith(challenge) });
  expect(completionsOf(marks)).toMatchObject([{ times: 10_000_000_000 }]);
});

describe('a goal that is changed', () => {
  test('counts with what is not used up, and leaves earlier prizes alone', () => {
    const before = challengeOf({ goal: { kind: 'orders', count: 10 }, repeats: 'again' });
    const after = challengeOf({ goal: { kind: 'orders', count: 2 }, repeats: 'again' });
    const versions = [
      ...versionsWith(before),
      {
        ...versionOf(programOf({ earning: { challenges: [after] } })),
        version: 2,
        inForceFrom: new Date('2026-03-04T00:00:00Z'),
      },
    ];
    const { receipts } = judgeAll(inMarch(5), { versions });
    expect([...receipts.values()].map(({ challenges }) => challenges[0]?.times ?? 0)).toEqual([
      0, 0, 0, 2, 0,
    ]);
  });

  test('a shorter period sees no less than nothing of what a completion had used up', () => {
    const spend = { kind: 'spend', amount: 10_000 } as const;
    const before = challengeOf({ goal: spend, within: 'ever', repeats: 'again' });
    const after = { ...before, within: 'month' as const };
    const versions = [
      ...versionsWith(before),
      {
        ...versionOf(programOf({ earning: { challenges: [after] } })),
        version: 2,
        inForceFrom: new Date('2026-04-02T00:00:00Z'),
      },
    ];
    // Nine tenths were reached in March; by April's count only the last tenth was, and it is used up.
    const orders = [
      order(1, '2026-03-01', { lines: [{ gross: 9_000 }] }),
      order(2, '2026-04-01', { lines: [{ gross: 1_000 }] }),
      order(3, '2026-04-03', { lines: [{ gross: 5_000 }] }),
      order(4, '2026-04-04', { lines: [{ gross: 4_000 }] }),
      order(5, '2026-04-05', { lines: [{ gross: 1_000 }] }),
    ];
    const { receipts, marks } = judgeAll(orders, { versions });
    expect([...receipts.values()].map(({ challenges }) => challenges.length)).toEqual([
      0, 1, 0, 0, 1,
    ]);
    expect(marks.map(({ challenges }) => challenges['three']?.completed)).toEqual([0, 1, 0, 0, 1]);
  });
});

describe('a goal that counts something else from a version on', () => {
  const goals = (...challenges: readonly Challenge[]) =>
    challenges.map((challenge, index) =>
      versionOf(programOf({ earning: { challenges: [challenge] } }), {
        version: index + 1,
        inForceFrom: new Date(`2026-03-0${1 + 2 * index}T00:00:00Z`),
      }),
    );
  const times = (
    orders: readonly ReturnType<typeof order>[],
    versions = goals(),
    traits = traitsOf(),
  ) =>
    [...judgeAll(orders, { versions, traits }).receipts.values()].map(
      ({ challenges }) => challenges[0]?.times ?? 0,
    );
  const spend = challengeOf({ goal: { kind: 'spend', amount: 10_000 }, repeats: 'again' });

  test('takes no cents for pieces', () => {
    const pieces = challengeOf({
      goal: { kind: 'items', lines: 'all', count: 2 },
      repeats: 'again',
    });
    // 80.00 EUR were spent towards the first goal.
    expect(times(inMarch(6), goals(spend, pieces))).toEqual([0, 0, 0, 1, 0, 1]);
  });

  test('takes no orders for periods in a row', () => {
    const streak = { kind: 'streak', period: 'day', count: 3 } as const;
    const daily = challengeOf({ goal: streak, repeats: 'again' });
    expect(times(inMarch(5), goals(spend, daily))).toEqual([0, 0, 0, 0, 1]);
  });

  test('is not reached once more where it can be reached but once', () => {
    const once = challengeOf({ goal: { kind: 'orders', count: 2 } });
    const pieces = challengeOf({ goal: { kind: 'items', lines: 'all', count: 2 } });
    expect(times(inMarch(6), goals(once, pieces))).toEqual([0, 1, 0, 0, 0, 0]);
  });

  test('knows groups by what they are, not by their place', () => {
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((vendor) => products({ vendors: [vendor] }));
    if (!a || !b || !c || !d) throw new Error('a group is missing');
    const variety = (...groups: ReturnType<typeof products>[]) =>
      challengeOf({ goal: { kind: 'variety', groups, count: 3 }, repeats: 'again' });
    const traits = traitsOf({
      products: Object.fromEntries(
        ['A', 'B', 'C', 'D'].map((vendor, index) => [index + 1, product({ vendor })]),
      ),
    });
    const bought = (id: number, productId: string) =>
      order(id, `2026-03-0${id}`, { lines: [{ gross: 1_000, productId }] });
    const orders = [bought(1, '1'), bought(2, '2'), bought(3, '1'), bought(4, '2'), bought(5, '4')];
    // B stays, A is none of them any more, and takes the place of none.
    expect(times(orders, goals(variety(a, b, c), variety(c, d, b)), traits)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(
      times([...orders, bought(6, '3')], goals(variety(a, b, c), variety(c, d, b)), traits),
    ).toEqual([0, 0, 0, 0, 0, 1]);
  });
});

describe('how far a member is', () => {
  const at = Date.parse('2026-03-10T00:00:00Z');
  const progress = (challenge: Challenge, days: number, moment = at) => {
    const { history } = judgeAll(inMarch(days), { versions: versionsWith(challenge) });
    const before = history.before({ track: CustomerId.parse('7'), at: moment });
    return progressOf(challenge, before, moment);
  };

  test('is what is reached of the goal, and until when', () => {
    const challenge = challengeOf({ within: 'month' });
    expect(progress(challenge, 2)).toEqual({
      ...{ reached: 2, goal: 3, groups: [], completions: 0, completionsInPeriod: 0, isOpen: true },
      endsAt: Date.parse('2026-03-31T22:00:00Z'),
    });
  });

  test('is all of it where it was completed and cannot be again', () => {
    expect(progress(challengeOf(), 4)).toMatchObject({
      ...{ reached: 3, completions: 1, isOpen: false, endsAt: null },
    });
  });

  test('is nothing in the next period', () => {
    const challenge = challengeOf({ within: 'month', repeats: 'once_a_period' });
    expect(progress(challenge, 4, Date.parse('2026-04-02T00:00:00Z'))).toMatchObject({
      ...{ reached: 0, completions: 1, completionsInPeriod: 0, isOpen: true },
    });
  });

  test('is closed when its time is over', () => {
    const window = { from: null, until: '2026-03-09T00:00:00Z' };
    expect(progress(challengeOf({ window }), 2)).toMatchObject({ reached: 2, isOpen: false });
  });
});

test('a goal that is changed counts from the beginning at worst, whatever was used up before', () => {
  const published = (version: number, from: string, challenge: Challenge) =>
    versionOf(programOf({ earning: { challenges: [challenge] } }), {
      version,
      inForceFrom: new Date(from),
    });
  const again = challengeOf({ repeats: 'again' });
  const versions = [
    published(1, '2026-01-01T00:00:00Z', again),
    published(2, '2026-03-10T00:00:00Z', { ...again, within: 'month' }),
  ];
  // The third used up two orders of February, which are none of March's.
  const dates = [
    '2026-02-01',
    '2026-02-02',
    '2026-03-05',
    '2026-03-11',
    '2026-03-12',
    '2026-03-13',
  ];
  const { receipts } = judgeAll(
    dates.map((date, index) => order(index + 1, date)),
    { versions },
  );
  expect([...receipts.values()].map(({ points }) => points)).toEqual([40, 40, 140, 40, 40, 140]);
});
