import { z } from 'zod';

/** Most days that any period of a program may have: ten years. */
export const DAYS_MAX = 3_660;

/** Names a rule, a reward or a tier for ever: in receipts, in the ledger and in the shop's automations. */
export const Key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

/** The shop's own words; null means the default in the reader's language. */
export const OwnName = z.string().trim().min(1).max(60).nullable();

export const Points = z.number().int().min(1).max(1_000_000);
/** Days, one at least. */
export const Days = z.number().int().min(1).max(DAYS_MAX);
/** Days, none for at once. */
export const DaysOrNone = z.number().int().min(0).max(DAYS_MAX);
/** Minor units of the shop's currency, one at least. */
export const Money = z.number().int().min(1).max(1_000_000_000);
/** Minor units of the shop's currency, 0 for none. */
export const MoneyOrNone = z.number().int().min(0).max(1_000_000_000);
/** A share, in per cent. */
export const Percent = z.number().int().min(1).max(100);
/** A multiple of what would be earned otherwise, in per cent: 200 is double. */
export const Multiple = z.number().int().min(100).max(10_000);
const Moment = z.iso.datetime({ offset: true });
const Words = z.string().trim().min(1).max(100);

/** From when until when something holds: what happens at `from` is in it, what happens at `until` is not. */
export const Window = z
  .strictObject({ from: Moment.nullable(), until: Moment.nullable() })
  .refine(
    ({ from, until }) => from === null || until === null || Date.parse(from) < Date.parse(until),
    {
      message: 'window_ends_before_it_begins',
      path: ['until'],
    },
  );

export type Window = z.infer<typeof Window>;

/** Sales channels by Shopify's source name (`web`, `pos`, `shopify_draft_order`, …); `all` for every one. */
export const Channels = z.union([
  z.literal('all'),
  z.array(z.string().min(1).max(100)).min(1).max(50),
]);

/** Products: those that any of the lists names. Products and collections by Shopify's id, the others as words. */
export const ProductScope = z
  .strictObject({
    products: z.array(z.string().regex(/^[1-9]\d{0,18}$/)).max(250),
    collections: z.array(z.string().regex(/^[1-9]\d{0,18}$/)).max(250),
    vendors: z.array(Words).max(250),
    types: z.array(Words).max(250),
    tags: z.array(Words).max(250),
  })
  .refine((scope) => Object.values(scope).some((list) => list.length > 0), {
    message: 'scope_names_nothing',
  });

export type ProductScope = z.infer<typeof ProductScope>;

/** Of which lines of an order something speaks. */
export const LineScope = z.union([
  z.literal('all'),
  z.strictObject({ only: ProductScope }),
  z.strictObject({ except: ProductScope }),
]);

export type LineScope = z.infer<typeof LineScope>;

/** For which members something holds: as they are just before the fact that is judged. */
export const MemberConditions = z.strictObject({
  /** Keys of tiers; `all` for every member. */
  tiers: z.union([z.literal('all'), z.array(Key).min(1).max(20)]),
  /** Shopify's customer tags. */
  tags: z.strictObject({
    /** One of them is needed; none for no condition. */
    any: z.array(Words).max(50),
    /** None of them may be there. */
    none: z.array(Words).max(50),
  }),
});

export type MemberConditions = z.infer<typeof MemberConditions>;

/** For which orders something holds. */
export const OrderConditions = z.strictObject({
  members: MemberConditions,
  channels: Channels,
  /** The member's first order that counts, or those after it. */
  orders: z.enum(['all', 'first', 'later']),
  /** Lines that were bought by a subscription. */
  subscriptions: z.enum(['all', 'only', 'except']),
  /** Least that must count of the order. */
  minimum: MoneyOrNone,
});

export type OrderConditions = z.infer<typeof OrderConditions>;

/** Periods of the calendar in the shop's time zone; weeks begin on Monday. */
export const Period = z.enum(['day', 'week', 'month', 'quarter', 'year']);

export type Period = z.infer<typeof Period>;

/** How much a member gets of one rule in a period. */
export const Limit = z
  .strictObject({
    per: z.union([Period, z.literal('ever')]),
    /** How often the rule gives her something; null for no limit. */
    times: z.number().int().min(1).max(1_000_000).nullable(),
    /** How many points the rule gives her; what would be more is cut off there. Null for no limit. */
    points: Points.nullable(),
  })
  .refine(({ times, points }) => times !== null || points !== null, {
    message: 'limit_limits_nothing',
  });

export type Limit = z.infer<typeof Limit>;

export const Limits = z.array(Limit).max(10);
