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
 * `evergreen` / `program` (`app.metafields.evergreen.program.value`).
 */
export const ProgramFace = z.object({
  v: z.literal(1),
  /** The shop's name for its program, or null for the default in the shopper's language. */
  name: z.string().nullable(),
  /** Points for one whole unit of the shop's currency. */
  pointsPerUnit: z.number().int().positive(),
  /** ISO 4217 code of the shop's currency. */
  currency: z.string(),
});

export type ProgramFace = z.infer<typeof ProgramFace>;
