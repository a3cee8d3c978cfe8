import type { DiscountTerms } from '#app/loyalty/rewards/discount-terms.ts';
import type { StandingItems, StandingTerms } from '#app/loyalty/rewards/standing-terms.ts';

import { toGid } from '../admin-api/gid.server.ts';
import {
  conditionsOf,
  type DiscountInput,
  type Items,
  itemsOf,
  shippingInput,
  valueOf,
} from './discount-input.server.ts';
import type { PricedProduct } from './product-prices.server.ts';

/** A native discount that is to be set right. */
export interface DiscountRestoration {
  readonly terms: DiscountTerms;
  readonly endsAt: Date | null;
  /** Of a free product. */
  readonly product: PricedProduct | null;
  /** As Shopify has it. */
  readonly found: StandingTerms;
  readonly now: Date;
}

/** What sets a native discount right. Its title stays as the merchant has it, and its codes stay as they are. */
export function toRestoringInput(restoration: DiscountRestoration): DiscountInput {
  const { terms, endsAt, product, found, now } = restoration;
  // Only what has not begun is to begin: there is no other reason to touch it.
  const start = found.startsAt > now ? { startsAt: now.toISOString() } : {};
  // A shop that sells nothing by subscription may not even name it.
  const purchases = found.forSinglePurchases
    ? {}
    : { appliesOnOneTimePurchase: true, appliesOnSubscription: false };
  const common = { ...conditionsOf(terms, endsAt), ...start };
  if (terms.gives.kind === 'shipping') {
    return { kind: 'shipping', input: { ...shippingInput(terms, common), ...purchases } };
  }
  const items = changeOfItems(found.items, itemsOf(terms, product));
  const value = valueOf(terms, product);
  return {
    kind: 'amount',
    input: { ...common, customerGets: { ...purchases, ...(items && { items }), value } },
  };
}

/**
 * What makes of the items that a discount has those that it should have: Shopify adds to them and takes from them.
 * @returns undefined where nothing is to be changed
 */
function changeOfItems(found: StandingItems, wanted: Items): Items | undefined {
  if (wanted.all) return found.kind === 'all' ? undefined : wanted;
  if (wanted.collections) {
    const before =
      found.kind === 'collections' ? found.collections.map((id) => toGid('Collection', id)) : [];
    const { add, remove } = changeOfList(before, wanted.collections.add ?? []);
    return add.length + remove.length === 0 ? undefined : { collections: { add, remove } };
  }
  const isProducts = found.kind === 'products';
  const products = changeOfList(
    isProducts ? found.products.map((id) => toGid('Product', id)) : [],
    wanted.products?.productsToAdd ?? [],
  );
  const variants = changeOfList(
    isProducts ? found.variants.map((id) => toGid('ProductVariant', id)) : [],
    wanted.products?.productVariantsToAdd ?? [],
  );
  const change = {
    productsToAdd: products.add,
    productsToRemove: products.remove,
    productVariantsToAdd: variants.add,
    productVariantsToRemove: variants.remove,
  };
  return Object.values(change).every((gids) => gids.length === 0)
    ? undefined
    : { products: change };
}

function changeOfList(before: readonly string[], after: string | readonly string[]) {
  const wanted = typeof after === 'string' ? [after] : after;
  return {
    add: wanted.filter((gid) => !before.includes(gid)),
    remove: before.filter((gid) => !wanted.includes(gid)),
  };
}
