import { z } from 'zod';

import { ActionRules } from './action-rule.ts';
import { Bonuses } from './bonus.ts';
import { Challenges } from './challenge.ts';
import {
  Channels,
  Days,
  DaysOrNone,
  Limits,
  LineScope,
  MemberConditions,
  MoneyOrNone,
  Points,
} from './parts.ts';

/** How points are counted from what counts of an order. */
const Earns = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per_amount'),
    points: Points,
    /** For how many whole units of the shop's currency these points are: 10 with 1 point is "1 point for every 10 EUR". */
    amount: z.number().int().min(1).max(1_000_000),
  }),
  /** The same for each order, whatever it costs. */
  z.strictObject({ kind: z.literal('per_order'), points: Points }),
]);

/** What of an order counts besides its goods. */
const Counts = z.strictObject({
  shipping: z.boolean(),
  /** `as_priced`: in where prices contain it. */
  tax: z.enum(['as_priced', 'included', 'excluded']),
  tips: z.boolean(),
  duties: z.boolean(),
  /** A gift card earns when it is used to pay or when it is bought, never both. */
  giftCards: z.enum(['when_used', 'when_bought']),
});

/** What an order earns. */
export const OrderRule = z.strictObject({
  earns: Earns,
  counts: Counts,
  /** Fractions of a point, once per order. */
  rounding: z.enum(['down', 'nearest', 'up']),
  /** Least that must count for the order to earn anything; minor units of the shop's currency, 0 for none. */
  minimum: MoneyOrNone,
  channels: Channels,
  /** Which lines earn anything at all, by this rule or by any bonus. */
  lines: LineScope,
  /** Whose orders earn anything at all. */
  members: MemberConditions,
  /** Whether orders of companies earn. */
  business: z.boolean(),
  /** Test orders earn on development shops or nowhere. */
  testOrders: z.enum(['on_development_shops', 'never']),
  /** How much this rule gives a member, without bonuses. */
  limits: Limits,
});

export type OrderRule = z.infer<typeof OrderRule>;

/** When points that were earned can be spent. */
export const Maturity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at_once') }),
  /** After the return window, counted from the order. */
  z.strictObject({ kind: z.literal('after_days'), days: Days }),
  /** So many days after the whole order was shipped. */
  z.strictObject({ kind: z.literal('after_fulfilment'), days: DaysOrNone }),
]);

/** When points are lost that nobody spent. */
export const Expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** So many days after they could first be spent. */
  z.strictObject({ kind: z.literal('after_days'), days: Days }),
  /** All of a member's, so many days after she last earned or spent any. */
  z.strictObject({ kind: z.literal('after_inactivity'), days: Days }),
  /** At the end of this day of the year in the shop's time zone: those that could be spent for so many days by then. */
  z.strictObject({
    kind: z.literal('yearly'),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    minimumDays: DaysOrNone,
  }),
]);

/** How points are earned, and what happens to them then. */
export const EarningRules = z.strictObject({
  order: OrderRule,
  bonuses: Bonuses,
  /** What becomes of a line for which several bonuses multiply, and of an order with several that give fixed points. */
  combining: z.enum(['add_up', 'best_wins']),
  actions: ActionRules,
  challenges: Challenges,
  maturity: Maturity,
  expiry: Expiry,
  /** How many days before points expire members are warned, each a warning. */
  expiryWarnings: z.array(Days).max(5),
});

export type EarningRules = z.infer<typeof EarningRules>;
