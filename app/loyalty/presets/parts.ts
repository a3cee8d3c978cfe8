import type { ActionRule } from '../program/action-rule.ts';
import type { MemberConditions, OrderConditions, Window } from '../program/parts.ts';
import type { Reward } from '../program/reward.ts';

/** What most rules of the presets say of when, for whom and how often they hold. */

export const ANY_TIME: Window = { from: null, until: null };

const EVERY_MEMBER: MemberConditions = { tiers: 'all', tags: { any: [], none: [] } };

export const EVERY_ORDER: OrderConditions = {
  members: EVERY_MEMBER,
  channels: 'all',
  orders: 'all',
  subscriptions: 'all',
  minimum: 0,
};

/** What every reward of the presets says besides what it gives. */
export const PLAIN_REWARD: Omit<Reward, 'key' | 'gives'> = {
  name: null,
  description: null,
  offered: 'yes',
  conditions: EVERY_MEMBER,
  minimumCart: 0,
  stock: null,
  limits: [],
  validDays: 90,
  combines: { order: false, product: false, shipping: true },
};

/** What every action of the presets says besides what it is for. */
export const PLAIN_ACTION: Omit<ActionRule, 'key' | 'occasion' | 'points'> = {
  name: null,
  window: ANY_TIME,
  conditions: EVERY_MEMBER,
  limits: [],
};
