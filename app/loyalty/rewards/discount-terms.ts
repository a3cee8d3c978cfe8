import { z } from 'zod';

import type { Reward } from '../program/reward.ts';
import type { Offer } from './offer.ts';

const Id = z.string();

/**
 * What a native discount gives and under which conditions: all that two redemptions must have in common to share one.
 * What a reward is called is not among it, nor what it costs. Money in minor units of the currency.
 */
export const DiscountTerms = z.strictObject({
  currency: z.string(),
  gives: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('amount'), amount: z.number() }),
    z.strictObject({ kind: z.literal('percentage'), percent: z.number() }),
    /** `upTo`: of fees up to this; null for any. */
    z.strictObject({ kind: z.literal('shipping'), upTo: z.number().nullable() }),
    /** One unit of a product or variant. */
    z.strictObject({ kind: z.literal('product'), id: Id }),
  ]),
  /** On what it is given. */
  items: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('products'), ids: z.array(Id) }),
    z.strictObject({ kind: z.literal('collections'), ids: z.array(Id) }),
  ]),
  minimumCart: z.number(),
  combines: z.strictObject({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() }),
});

export type DiscountTerms = z.infer<typeof DiscountTerms>;

/** Rewards that are native discounts. */
export const DISCOUNT_KINDS = [
  'amount_off',
  'percentage_off',
  'free_shipping',
  'free_product',
] as const;

export type DiscountKind = (typeof DISCOUNT_KINDS)[number];

/** Whether a reward is a native discount, used by a code. */
export function isDiscountKind(kind: string): kind is DiscountKind {
  return DISCOUNT_KINDS.some((each) => each === kind);
}

/** Why a reward cannot be a native discount. */
export type TermsProblem =
  /** Shopify's discounts know products and collections, but no vendors, types and tags, and not both at once. */
  'unsupported_products';

/**
 * The native discount of an offer.
 * @param currency the shop's, ISO 4217
 * @returns null where the reward is none
 */
export function termsOf(
  reward: Pick<Reward, 'gives' | 'minimumCart' | 'combines'>,
  offer: Offer,
  currency: string,
): DiscountTerms | TermsProblem | null {
  const { gives, minimumCart, combines } = reward;
  const { order, product, shipping } = combines;
  const common = { currency, minimumCart, combines: { order, product, shipping } };
  switch (gives.kind) {
    case 'amount_off':
    case 'percentage_off': {
      const items = itemsOf(gives.products);
      if (items === 'unsupported_products') return items;
      const value =
        gives.kind === 'percentage_off'
          ? ({ kind: 'percentage', percent: gives.percent } as const)
          : ({ kind: 'amount', amount: offer.amount ?? 0 } as const);
      return { ...common, gives: value, items };
    }
    case 'free_shipping':
      return {
        ...common,
        gives: { kind: 'shipping', upTo: gives.upTo },
        items: { kind: 'all' },
        // "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS": one discount on shipping does not combine with another.
        combines: { order, product, shipping: false },
      };
    case 'free_product': {
      const id = offer.choice ?? '';
      return {
        ...common,
        gives: { kind: 'product', id },
        items: { kind: 'products', ids: [id] },
      };
    }
    case 'store_credit':
    case 'gift_card':
    case 'experience':
      return null;
  }
}

type Products = Extract<Reward['gives'], { kind: 'percentage_off' }>['products'];

/** What a discount on these products is on at Shopify. */
export function itemsOf(products: Products): DiscountTerms['items'] | TermsProblem {
  if (products === 'all') return { kind: 'all' };
  const { vendors, types, tags, collections } = products;
  if (vendors.length + types.length + tags.length > 0) return 'unsupported_products';
  if (products.products.length === 0) return { kind: 'collections', ids: sorted(collections) };
  if (collections.length === 0) return { kind: 'products', ids: sorted(products.products) };
  return 'unsupported_products';
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

/**
 * Whether a discount is worth something else once its shop counts in another currency: Shopify keeps the number of an amount
 * and takes it for one of the new currency.
 */
export function isCountedInMoney({ gives, minimumCart }: DiscountTerms): boolean {
  if (minimumCart > 0 || gives.kind === 'amount' || gives.kind === 'product') return true;
  return gives.kind === 'shipping' && gives.upTo !== null;
}

/** Whether what was promised in one currency can be given in another: a free product can, whatever it costs there. */
export function isPromisedInMoney(terms: DiscountTerms): boolean {
  return isCountedInMoney(terms) && !(terms.gives.kind === 'product' && terms.minimumCart === 0);
}
