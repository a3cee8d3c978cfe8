import { z } from 'zod';

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
  /** When the member joined, `2026-11-22`. */
  since: z.string(),
});

export type MemberSummary = z.infer<typeof MemberSummary>;

/**
 * The program's public face, as the storefront reads it: the value of the app-data metafield
 * `evergreen` / `program` (`app.metafields.evergreen.program.value`). Amounts are written as Liquid writes prices, in
 * hundredths of a unit of whatever currency, and so that Liquid's whole numbers come to what the engine comes to.
 * https://shopify.dev/docs/api/liquid/objects/product#product-price
 */
export const ProgramFace = z.object({
  v: z.literal(2),
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
      /** Rounds: what is to be added to amount times points before it is divided by `per` and cut off. */
      plus: z.number().int().nonnegative(),
      /** Least that must count. */
      minimum: z.number().int().nonnegative(),
      /** Whether a gift card earns when it is bought. */
      gift_cards: z.boolean(),
      tax: z.enum(['as_priced', 'included', 'excluded']),
    })
    .nullable(),
});

export type ProgramFace = z.infer<typeof ProgramFace>;
