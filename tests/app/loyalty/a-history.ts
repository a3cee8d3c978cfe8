import type { CustomerMerge } from '#app/loyalty/orders/chain.ts';
import { compareMarks, type HistoryTerms, History } from '#app/loyalty/history/history.ts';
import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId } from '#app/loyalty/ids.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { OrderConditions, ProductScope } from '#app/loyalty/program/parts.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';

import { SHOP } from './a-program.ts';

/** For every order of every member. */
export const EVERY_ORDER: OrderConditions = {
  members: { tiers: 'all', tags: { any: [], none: [] } },
  channels: 'all',
  orders: 'all',
  subscriptions: 'all',
  minimum: 0,
};

/** A bonus for every order at any time: double points, unless told otherwise. */
export function bonusOf({
  conditions,
  ...change
}: Partial<Omit<Bonus, 'conditions'>> & { conditions?: Partial<OrderConditions> } = {}): Bonus {
  return {
    key: 'double',
    name: null,
    window: { from: null, until: null },
    conditions: { ...EVERY_ORDER, ...conditions },
    lines: 'all',
    gives: { kind: 'multiple', percent: 200 },
    limits: [],
    ...change,
  };
}

/** A challenge for every order: three orders bring 100 points once, unless told otherwise. */
export function challengeOf({
  conditions,
  ...change
}: Partial<Omit<Challenge, 'conditions'>> & {
  conditions?: Partial<OrderConditions>;
} = {}): Challenge {
  return {
    key: 'three',
    name: null,
    window: { from: null, until: null },
    conditions: { ...EVERY_ORDER, ...conditions },
    goal: { kind: 'orders', count: 3 },
    within: 'ever',
    repeats: 'once',
    prize: { kind: 'points', points: 100 },
    ...change,
  };
}

/** A list of products that names nothing but what is given. */
export function products(change: Partial<ProductScope>): ProductScope {
  return { products: [], collections: [], vendors: [], types: [], tags: [], ...change };
}

/** What was learnt of an order: nothing, unless told otherwise. */
export function traitsOf(change: Partial<OrderTraits> = {}): OrderTraits {
  return { customerTags: [], products: {}, subscriptionLines: [], ...change };
}

/** A product with nothing about it, unless told otherwise. */
export function product(change: Partial<OrderTraits['products'][string]>) {
  return { collections: [], tags: [], type: '', vendor: '', ...change };
}

/** In what a history is judged. */
export interface JudgedIn {
  readonly versions: readonly ProgramVersion[];
  readonly traits?: OrderTraits | null;
  readonly merges?: readonly CustomerMerge[];
  /** Marks of what is no order, or is judged already. */
  readonly known?: readonly Mark[];
}

/** A history with nothing in it. */
export function emptyHistory(
  versions: readonly ProgramVersion[],
  change: Partial<HistoryTerms> = {},
) {
  const memberOf = () => ({ joinedAt: 0, pins: [], floors: [] });
  return new History({ versions, timezone: SHOP.timezone, merges: [], memberOf, ...change });
}

/** Judges a member's facts as they stand, each in its place. */
export function judgeAll(facts: readonly OrderFact[], judged: JudgedIn) {
  const { versions, traits = null, merges = [], known = [] } = judged;
  const history = emptyHistory(versions, { merges });
  const receipts = new Map<string, OrderReceipt>();
  const marks: Mark[] = [];
  const placed = facts.map((fact) => ({
    fact,
    kind: 'order' as const,
    at: Date.parse(fact.processedAt),
    orderId: fact.orderId,
    track: fact.customerId ?? CustomerId.parse('7'),
  }));
  const others = known.map((mark) => ({ ...mark, fact: null, mark }));
  for (const each of [...placed, ...others].sort(compareMarks)) {
    if (each.fact === null) {
      history.add(each.mark);
      continue;
    }
    const { fact, ...place } = each;
    const context = { traits, claimedAt: null, chargedBack: false, hasMember: true };
    const before = history.before(place);
    const { receipt, share } = judgeOrder(fact, versions, SHOP, { ...context, before });
    receipts.set(fact.orderId, receipt);
    marks.push({ ...place, ...share });
    history.add({ ...place, ...share });
  }
  return { receipts, marks, history };
}

/** What each order is worth, by its id. */
export function pointsOf(facts: readonly OrderFact[], judged: JudgedIn): Record<string, number> {
  const { receipts } = judgeAll(facts, judged);
  return Object.fromEntries([...receipts].map(([id, { points }]) => [id, points]));
}
