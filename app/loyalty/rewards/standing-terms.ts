import type { DiscountTerms } from './discount-terms.ts';

/** What a native discount takes off, as Shopify has it. Money in minor units of `currency`. */
export type StandingValue =
  | { readonly kind: 'percentage'; readonly percent: number }
  | {
      readonly kind: 'amount';
      readonly amount: number;
      readonly currency: string;
      readonly onEachItem: boolean;
    }
  /** `upTo`: of fees up to this; null for any. */
  | {
      readonly kind: 'shipping';
      readonly upTo: { readonly amount: number; readonly currency: string } | null;
      readonly everywhere: boolean;
    }
  /** Something that no reward takes off. */
  | { readonly kind: 'other' };

/** On what it is given, by Shopify's ids. */
export type StandingItems =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'products';
      readonly products: readonly string[];
      readonly variants: readonly string[];
    }
  | { readonly kind: 'collections'; readonly collections: readonly string[] };

/** A native discount as Shopify has it. */
export interface StandingTerms {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  /** Of each code; null for as often as one likes. */
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly forAllBuyers: boolean;
  readonly combines: DiscountTerms['combines'];
  /** Least that must be in the cart; `quantity` for a number of things. */
  readonly minimum: { readonly amount: number; readonly currency: string } | 'quantity' | null;
  readonly value: StandingValue;
  readonly items: StandingItems;
  /** For what is bought once, and not by subscription. */
  readonly forSinglePurchases: boolean;
}

/** A native discount as a reward wants it. */
export interface WantedTerms {
  readonly terms: DiscountTerms;
  readonly endsAt: Date | null;
  /** What a free product costs, in minor units; null where that is not known, or there is none. */
  readonly productPrice: number | null;
}

/** In what a discount is another than it should be. */
export const DIFFERENCES = [
  'start',
  'end',
  'uses',
  'buyers',
  'combinations',
  'minimum',
  'value',
  'items',
  'purchases',
] as const;

export type DiscountDifference = (typeof DIFFERENCES)[number];

/** What begins so soon is as good as begun: two clocks never agree to the second. */
const SOON_MS = 5 * 60_000;

/**
 * In what a native discount is another than its reward wants it: a code of it would not work, or give something else. What
 * it is called, and its tags, are the merchant's to choose.
 * @param now by which it should have begun
 */
export function differencesOf(
  wanted: WantedTerms,
  found: StandingTerms,
  now: Date,
): DiscountDifference[] {
  const { terms, endsAt } = wanted;
  const isSame: Readonly<Record<DiscountDifference, boolean>> = {
    start: found.startsAt.getTime() <= now.getTime() + SOON_MS,
    end: secondOf(found.endsAt) === secondOf(endsAt),
    uses: found.usageLimit === 1 && !found.oncePerCustomer,
    buyers: found.forAllBuyers,
    combinations:
      found.combines.order === terms.combines.order &&
      found.combines.product === terms.combines.product &&
      found.combines.shipping === terms.combines.shipping,
    minimum: isSameMinimum(terms, found.minimum),
    value: isSameValue(wanted, found.value),
    items: isSameItems(terms, found.items),
    purchases: found.forSinglePurchases,
  };
  return DIFFERENCES.filter((each) => !isSame[each]);
}

function secondOf(moment: Date | null): number | null {
  return moment && Math.floor(moment.getTime() / 1_000);
}

function isSameMinimum(
  { minimumCart, currency }: DiscountTerms,
  found: StandingTerms['minimum'],
): boolean {
  if (minimumCart === 0) return found === null;
  if (found === null || found === 'quantity') return false;
  return found.amount === minimumCart && found.currency === currency;
}

/** Shopify writes a percentage as a share, which seldom is exact in binary. */
const PERCENT_TOLERANCE = 1e-6;

function isSameValue(
  { terms: { gives, currency }, productPrice }: WantedTerms,
  found: StandingValue,
): boolean {
  switch (gives.kind) {
    case 'percentage':
      return (
        found.kind === 'percentage' && Math.abs(found.percent - gives.percent) < PERCENT_TOLERANCE
      );
    case 'amount':
    case 'product': {
      if (found.kind !== 'amount' || found.onEachItem || found.currency !== currency) return false;
      const amount = gives.kind === 'amount' ? gives.amount : productPrice;
      return amount === null || found.amount === amount;
    }
    case 'shipping': {
      if (found.kind !== 'shipping' || !found.everywhere) return false;
      if (gives.upTo === null || found.upTo === null) return gives.upTo === found.upTo;
      return found.upTo.amount === gives.upTo && found.upTo.currency === currency;
    }
  }
}

function isSameItems({ gives, items }: DiscountTerms, found: StandingItems): boolean {
  if (items.kind === 'all') return found.kind === 'all';
  if (items.kind === 'collections') {
    return found.kind === 'collections' && isSameSet(found.collections, items.ids);
  }
  if (found.kind !== 'products') return false;
  // The id of a free product is a product's or a variant's.
  if (gives.kind === 'product') {
    return isSameSet([...found.products, ...found.variants], items.ids);
  }
  return found.variants.length === 0 && isSameSet(found.products, items.ids);
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const left = new Set(some);
  const right = new Set(others);
  return left.size === right.size && left.isSubsetOf(right);
}
