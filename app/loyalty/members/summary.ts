import { z } from 'zod';

/** A tier in the words of the shop; null means the default in the shopper's language, or the key. */
const NamedTier = { key: z.string(), name: z.string().nullable() };

/**
 * The member's summary, as the storefront reads it: the value of the app-owned customer metafield
 * `$app` / `summary`. Liquid renders it, so names are short and numbers are plain.
 */
export const MemberSummary = z.object({
  /** Format of this document. */
  v: z.literal(1),
  /** Points that can be spent now. */
  points: z.number().int().nonnegative(),
  /** Points that are on their way (not yet mature). */
  pending: z.number().int().nonnegative(),
  /** Points that the next earnings repay first. */
  owed: z.number().int().nonnegative(),
  /** All points ever earned, less those taken back. */
  earned: z.number().int(),
  /** What expires next: so many points after this day, `2026-12-31`; null where nothing does. */
  expiring: z.object({ points: z.number().int().positive(), on: z.string() }).nullable(),
  /** When the member joined, `2026-11-22`. */
  since: z.string(),
  /** Her tier, and how much more it earns, in per cent: 100 as everybody. Null where the program has no tiers. */
  tier: z.object({ ...NamedTier, percent: z.number().int().min(100) }).nullable(),
  /** The next tier up: what it takes, and how much of that is missing. Null at the top. */
  next: z
    .object({
      ...NamedTier,
      /** What is counted; `money` as Liquid writes prices. */
      unit: z.enum(['points', 'money', 'orders', 'friends']),
      from: z.number().int().nonnegative(),
      missing: z.number().int().nonnegative(),
    })
    .nullable(),
  /** The last day on which the tier is hers for certain, `2026-12-31`; null where nothing ends it. */
  until: z.string().nullable(),
});

export type MemberSummary = z.infer<typeof MemberSummary>;

/** A reward as guests see it. */
const RewardFace = z.object({
  /** The shop's own word, or null where what it gives says it. */
  name: z.string().nullable(),
  kind: z.enum([
    'amount_off',
    'percentage_off',
    'free_shipping',
    'free_product',
    'store_credit',
    'gift_card',
    'experience',
  ]),
  /** What the cheapest of it costs. */
  points: z.number().int().positive(),
  /** What that gives, as Liquid writes prices; null where it is no money. */
  amount: z.number().int().nonnegative().nullable(),
  percent: z.number().nullable(),
  /** Whether there is more of it for more points. */
  has_more: z.boolean(),
});

export type RewardFace = z.infer<typeof RewardFace>;

/**
 * The program's public face, as the storefront reads it: the value of the app-data metafield
 * `evergreen` / `program` (`app.metafields.evergreen.program.value`). Amounts are written as Liquid writes prices, in
 * hundredths of a unit of whatever currency, and so that Liquid's whole numbers come to what the engine comes to.
 * https://shopify.dev/docs/api/liquid/objects/product#product-price
 */
export const ProgramFace = z.object({
  v: z.literal(3),
  /** The shop's name for its program, or null for the default in the shopper's language. */
  name: z.string().nullable(),
  /** ISO 4217 code of the shop's currency. */
  currency: z.string(),
  /** What an order in the online shop earns as a member of the lowest tier; null where it earns nothing. */
  earns: z
    .object({
      points: z.number().int().positive(),
      /** For how much these points are; null for each order the same. */
      per: z.number().int().positive().nullable(),
      /**
       * Rounds: what is to be added to amount times points times the tier's per cent before it is divided by a hundred
       * times `per` and cut off.
       */
      plus_hundredths: z.number().int().nonnegative(),
      /** Least that must count. */
      minimum: z.number().int().nonnegative(),
      /** Whether a gift card earns when it is bought. */
      gift_cards: z.boolean(),
      tax: z.enum(['as_priced', 'included', 'excluded']),
    })
    .nullable(),
  /** What points buy, the cheapest first: a few, for who looks around. */
  rewards: z.array(RewardFace),
});

export type ProgramFace = z.infer<typeof ProgramFace>;
