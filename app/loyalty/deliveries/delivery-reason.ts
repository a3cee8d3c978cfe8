import { z } from 'zod';

/**
 * Why a delivery was not simply carried out, as data: put into words in the reader's language by `describeReason` in
 * `app/components`. Nothing in it is personal; what names parts of a body names them by their place.
 */
export const DeliveryReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not_utf8') }),
  z.object({ code: z.literal('not_json') }),
  /** Nested too deep, or a time that does not exist. */
  z.object({ code: z.literal('not_representable') }),
  /** Parts that are missing or of another kind: `line_items.0.id (invalid_type)`. */
  z.object({ code: z.literal('unexpected_body'), fields: z.array(z.string()) }),
  /** An amount of money that cannot be counted with. */
  z.object({ code: z.literal('amount'), detail: z.string() }),
  z.object({ code: z.literal('unknown_topic') }),
  /** The topic, which is not signed, promises another body than came. */
  z.object({ code: z.literal('wrong_topic'), expected: z.string(), found: z.string() }),
  /** The body speaks of another shop than the one in whose inbox it lies. */
  z.object({ code: z.literal('other_shop') }),
  /** The app or its database refused: an error of ours, in its own words. */
  z.object({ code: z.literal('failed'), detail: z.string() }),
  /** Shopify was to be asked for more, and did not answer. */
  z.object({
    code: z.literal('no_answer'),
    failure: z.enum(['not_installed', 'access_denied', 'throttled', 'unavailable', 'refused']),
  }),
  /** Shopify answered, without the order. */
  z.object({ code: z.literal('order_not_shown') }),
  /** News of the app's removal, or the demand to forget the shop, that came when the shop had the app again. */
  z.object({ code: z.literal('installed_since') }),
  /** Staff decided that it is not to be looked at any more. */
  z.object({ code: z.literal('set_aside') }),
]);

export type DeliveryReason = z.infer<typeof DeliveryReason>;

/** A reason as it is found: one that an older version stored is a sentence. */
export type FoundReason = DeliveryReason | { readonly code: 'text'; readonly text: string };

/** A reason as the inbox stores it: JSON with its keys always in the same order, so that equal reasons are equal texts. */
export function writeReason(reason: DeliveryReason): string {
  return JSON.stringify(DeliveryReason.parse(reason));
}

/**
 * Reads a stored reason.
 * @param stored what `writeReason` wrote, or a sentence of an older version
 * @returns null where there is none; what cannot be read as data is the sentence that it is
 */
export function readReason(stored: string | null): FoundReason | null {
  if (stored === null) return null;
  if (!stored.startsWith('{')) return { code: 'text', text: stored };
  try {
    return DeliveryReason.parse(JSON.parse(stored));
  } catch {
    return { code: 'text', text: stored };
  }
}
