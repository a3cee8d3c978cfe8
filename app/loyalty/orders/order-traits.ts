import { z } from 'zod';

/** What Shopify says of a product. */
export const ProductTraits = z.object({
  /** Shopify's ids. */
  collections: z.array(z.string()),
  tags: z.array(z.string()),
  type: z.string(),
  vendor: z.string(),
});

/**
 * What of an order Shopify does not date: recorded when it is first needed to judge the order, and reused ever after (the
 * ledger's law 4). What no rule asks for is not recorded.
 */
export const OrderTraits = z.object({
  /** The buyer's tags, as far as the program speaks of them; null where they are not known. */
  customerTags: z.array(z.string()).nullable(),
  /** Which tags were asked for, in small letters: what is not among them is not known. Orders of before do not say. */
  tagsAsked: z.array(z.string()).optional(),
  /** Products of its lines, by Shopify's id; those that are not known are not in it. */
  products: z.record(z.string(), ProductTraits),
  /** Lines that were bought by a subscription; null where it is not known which. */
  subscriptionLines: z.array(z.string()).nullable(),
});

export type ProductTraits = z.infer<typeof ProductTraits>;
export type OrderTraits = z.infer<typeof OrderTraits>;

/** Of an order of which nothing was recorded. */
export const NO_TRAITS: OrderTraits = { customerTags: null, products: {}, subscriptionLines: null };

/** Of a product, or a customer, whom Shopify does not have any more. */
export const NO_PRODUCT: ProductTraits = { collections: [], tags: [], type: '', vendor: '' };
