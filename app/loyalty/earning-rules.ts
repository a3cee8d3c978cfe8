import { z } from 'zod';

const Points = z.number().int().min(1).max(1_000_000);
const Days = z.number().int().min(1).max(3_660);

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
  minimum: z.number().int().min(0).max(1_000_000_000),
  /** Sales channels by Shopify's source name (`web`, `pos`, `shopify_draft_order`, …); `all` for every one. */
  channels: z.union([z.literal('all'), z.array(z.string().min(1).max(100)).min(1).max(50)]),
  /** Whether orders of companies earn. */
  business: z.boolean(),
  /** Test orders earn on development shops or nowhere. */
  testOrders: z.enum(['on_development_shops', 'never']),
});

export type OrderRule = z.infer<typeof OrderRule>;

/** When points that were earned can be spent. */
export const Maturity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at_once') }),
  /** After the return window, counted from the order. */
  z.strictObject({ kind: z.literal('after_days'), days: Days }),
  /** So many days after the whole order was shipped. */
  z.strictObject({ kind: z.literal('after_fulfilment'), days: z.number().int().min(0).max(3_660) }),
]);

/** When points are lost that nobody spent. */
export const Expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** So many days after they could first be spent. */
  z.strictObject({ kind: z.literal('after_days'), days: Days }),
]);

/** How points are earned, and what happens to them then. */
export const EarningRules = z.strictObject({
  order: OrderRule,
  maturity: Maturity,
  expiry: Expiry,
});

export type EarningRules = z.infer<typeof EarningRules>;
