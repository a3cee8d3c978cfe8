import { z } from 'zod';

import {
  Days,
  Key,
  Limits,
  MemberConditions,
  Money,
  MoneyOrNone,
  OwnName,
  Percent,
  Points,
  ProductScope,
} from './parts.ts';

/** A price in points, and for how much money it is. */
const Step = z.strictObject({ points: Points, amount: Money });
/** Steps to choose from, the cheapest first. */
const Steps = z
  .array(Step)
  .min(1)
  .max(20)
  .superRefine((steps, context) => {
    steps.forEach((step, index) => {
      const before = steps[index - 1];
      if (before && step.points <= before.points)
        context.addIssue({ code: 'custom', path: [index, 'points'], message: 'steps_ascend' });
    });
  });

/** On which products a discount is given; `all` for the whole order. */
const Products = z.union([z.literal('all'), ProductScope]);

/** What a member gets for her points, and how many. */
const Gives = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount_off'), steps: Steps, products: Products }),
  z.strictObject({
    kind: z.literal('percentage_off'),
    points: Points,
    percent: Percent,
    products: Products,
  }),
  /** Up to a price of the shipping; null for any. */
  z.strictObject({ kind: z.literal('free_shipping'), points: Points, upTo: Money.nullable() }),
  /** One unit of one of these variants or products, by Shopify's ids. */
  z.strictObject({
    kind: z.literal('free_product'),
    points: Points,
    products: z
      .array(z.string().regex(/^[1-9]\d{0,18}$/))
      .min(1)
      .max(50),
    /** What the shop pays for it, for the figures. */
    cost: MoneyOrNone,
  }),
  /** Cash-out: what members have with the shop, to be spent with new customer accounts. */
  z.strictObject({ kind: z.literal('store_credit'), steps: Steps, expiresDays: Days.nullable() }),
  z.strictObject({ kind: z.literal('gift_card'), steps: Steps, expiresDays: Days.nullable() }),
  /** Handed over by staff. */
  z.strictObject({ kind: z.literal('experience'), points: Points, cost: MoneyOrNone }),
]);

/** Something that points are spent on. */
export const Reward = z.strictObject({
  key: Key,
  name: OwnName,
  /** What it is, in the shop's own words. */
  description: z.string().trim().min(1).max(500).nullable(),
  gives: Gives,
  /** `prize` can only be won, by a challenge or with a tier. */
  offered: z.enum(['yes', 'prize', 'no']),
  conditions: MemberConditions,
  /** Least that must be in the cart for its code. */
  minimumCart: MoneyOrNone,
  /** How many there are; null for as many as are wanted. */
  stock: z.number().int().min(0).max(1_000_000).nullable(),
  limits: Limits,
  /** How long its code, or the promise of an experience, is valid; null for ever. */
  validDays: Days.nullable(),
  /** With which other discounts its code can be combined. */
  combines: z.strictObject({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() }),
});

export type Reward = z.infer<typeof Reward>;

export const Rewards = z.array(Reward).max(100);
