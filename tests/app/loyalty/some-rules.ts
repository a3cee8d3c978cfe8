import type { ActionRule } from '#app/loyalty/program/action-rule.ts';
import type { Bonus } from '#app/loyalty/program/bonus.ts';
import type { Challenge } from '#app/loyalty/program/challenge.ts';
import type { MemberConditions, OrderConditions } from '#app/loyalty/program/parts.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';

/** Every member, but for what is given. */
export function members(change: Partial<MemberConditions> = {}): MemberConditions {
  return { tiers: 'all', tags: { any: [], none: [] }, ...change };
}

/** Every order, but for what is given. */
export function conditions(change: Partial<OrderConditions> = {}): OrderConditions {
  return {
    members: members(),
    channels: 'all',
    orders: 'all',
    subscriptions: 'all',
    minimum: 0,
    ...change,
  };
}

/** Double points on everything, at any time. */
export function aBonus(change: Partial<Bonus> = {}): Bonus {
  return {
    key: 'double',
    name: null,
    window: { from: null, until: null },
    conditions: conditions(),
    lines: 'all',
    gives: { kind: 'multiple', percent: 200 },
    limits: [],
    ...change,
  };
}

/** 50 points for joining. */
export function anAction(change: Partial<ActionRule> = {}): ActionRule {
  return {
    key: 'joining',
    name: null,
    occasion: { kind: 'joining' },
    points: 50,
    window: { from: null, until: null },
    conditions: members(),
    limits: [],
    ...change,
  };
}

/** A punch card: 100 points for every tenth piece. */
export function aChallenge(change: Partial<Challenge> = {}): Challenge {
  return {
    key: 'punch-card',
    name: null,
    window: { from: null, until: null },
    conditions: conditions(),
    goal: { kind: 'items', lines: 'all', count: 10 },
    within: 'ever',
    repeats: 'again',
    prize: { kind: 'points', points: 100 },
    ...change,
  };
}

/** 5.00 off for 100 points. */
export function aReward(change: Partial<Reward> = {}): Reward {
  return {
    key: 'five-off',
    name: null,
    description: null,
    gives: { kind: 'amount_off', steps: [{ points: 100, amount: 500 }], products: 'all' },
    offered: 'yes',
    conditions: members(),
    minimumCart: 0,
    stock: null,
    limits: [],
    validDays: null,
    combines: { order: false, product: false, shipping: false },
    ...change,
  };
}
