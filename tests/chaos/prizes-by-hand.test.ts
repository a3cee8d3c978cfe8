import { expect, test } from 'vitest';

import type { History, TrueOrder, TrueOrderState } from './history.ts';
import { mostPrizes } from './prizes-by-hand.ts';

const EVERYBODY = { tiers: 'all', tags: { any: [], none: [] } };
const OF_ALL = { members: EVERYBODY, channels: 'all', orders: 'all', minimum: 0 };

/** A program that gives a reward for so much money, or so many pieces. */
function program(goal: object, repeats = 'again') {
  const counts = { shipping: false, tax: 'as_priced', tips: false, duties: false };
  const order = { minimum: 0, members: EVERYBODY, channels: 'all', business: false };
  const challenge = {
    ...{ key: 'goal', conditions: OF_ALL, window: { from: null, until: null }, goal, repeats },
    ...{ within: 'ever', prize: { kind: 'reward' } },
  };
  return {
    earning: {
      order: { ...order, testOrders: 'never', counts: { ...counts, giftCards: 'when_used' } },
      challenges: [challenge],
    },
  };
}

/** An order by day, with the cents and the pieces of each of its states. */
function order(id: string, day: string, ...states: [cents: number, pieces: number][]): TrueOrder {
  return {
    id,
    states: states.map(([price, pieces]) => ({
      ...{ customerId: '7', email: null, processedAt: `${day}T12:00:00Z`, currency: 'EUR' },
      ...{ test: false, business: false, deleted: false, cancelled: false, chargedBack: false },
      ...{ financialStatus: 'paid', sourceName: 'web', taxesIncluded: true },
      ...{ refundedByAmount: 0, cost: price, paidByGiftCard: 0 },
      lines: [
        {
          ...{ price, quantity: pieces, discount: 0, refunded: 0, returned: 0, tax: 0 },
          ...{ giftCard: false, vendor: '', type: '', tags: [], collections: [] },
        },
      ],
    })) as unknown as TrueOrderState[],
  };
}

function most(programs: readonly object[], ...orders: TrueOrder[]): number {
  return mostOfPeople([], programs, orders);
}

/** The most of customer 7, whom these have become. */
function mostOfPeople(
  absorbed: readonly string[],
  programs: readonly object[],
  orders: readonly TrueOrder[],
): number {
  const merges = absorbed.map((each) => ({ absorbed: each, kept: '7' }));
  const versions = programs.map((each, index) => ({
    ...{ version: index + 1, inForceFrom: `2026-0${index + 1}-01T00:00:00Z`, program: each },
  }));
  const history = { versions, orders, merges, customers: [], currency: 'EUR' };
  return mostPrizes({ ...history, timezone: 'Europe/Berlin' } as unknown as History, '7', 'goal');
}

const SPEND = program({ kind: 'spend', amount: 10_000 });

test('as often as what she spent reaches the goal, and not once more', () => {
  const [one, other] = [order('1', '2026-01-10', [9_999, 1]), order('2', '2026-01-11', [1, 1])];
  expect(most([SPEND], one)).toBe(0);
  expect(most([SPEND], one, other)).toBe(1);
  expect(most([SPEND], one, other, order('3', '2026-01-12', [9_999, 1]))).toBe(1);
  expect(most([program({ kind: 'spend', amount: 100 }, 'once')], one, other)).toBe(1);
});

test('what is won once may have been won by each of the customers whom she was', () => {
  const once = [program({ kind: 'spend', amount: 100 }, 'once')];
  const orders = [order('1', '2026-01-10', [100, 1]), order('2', '2026-01-11', [500, 1])];
  expect(mostOfPeople(['8'], once, orders)).toBe(2);
  expect(mostOfPeople(['8'], once, orders.slice(0, 1))).toBe(1);
});

test('what an order was once worth counts, also where it is worth less in the end', () => {
  expect(most([SPEND], order('1', '2026-01-10', [10_000, 1], [500, 1]))).toBe(1);
});

test('of goals that change it is the most that any order of arrival could come to', () => {
  const goals = [program({ kind: 'items', count: 6 }), program({ kind: 'items', count: 4 })];
  const orders = [order('1', '2026-01-10', [1, 6], [1, 5]), order('2', '2026-02-10', [1, 3])];
  // Six reach the first goal, and three are left; five do not, and with three they are twice four.
  expect(most(goals, ...orders)).toBe(2);
});

test('orders of others, and what no version gave a prize for, bring none', () => {
  const [stranger] = order('1', '2026-01-10', [10_000, 1]).states;
  if (!stranger) throw new Error('an order without a state');
  expect(most([SPEND], { id: '1', states: [{ ...stranger, customerId: '8' }] })).toBe(0);
  expect(most([SPEND], { id: '1', states: [{ ...stranger, deleted: true }] })).toBe(0);
});
