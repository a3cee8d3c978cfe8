import type { DiscountItems } from '../store/discount-types.ts';
import type { Id, Minor } from '../store/scalars.ts';
import type { Collection } from '../store/product-types.ts';

/** A line of what somebody is about to buy. */
export interface BasketLine {
  readonly productId: Id;
  readonly variantId: Id;
  readonly quantity: number;
  /** What it costs before discounts. */
  readonly amount: Minor;
  readonly giftCard: boolean;
}

/** What somebody is about to buy. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  /** What shipping costs where the lines come to this after discounts. */
  shippingFee(subtotal: Minor): Minor;
}

/** A test for the lines that a discount speaks of. No discount is for gift cards: they are a means of payment. */
export function entitlement(
  items: DiscountItems,
  collections: readonly Collection[],
): (line: BasketLine) => boolean {
  switch (items.kind) {
    case 'all':
      return (line) => !line.giftCard;
    case 'products':
      return (line) =>
        !line.giftCard &&
        (items.productIds.includes(line.productId) || items.variantIds.includes(line.variantId));
    case 'collections': {
      const chosen = collections.filter(({ id }) => items.collectionIds.includes(id));
      const productIds = new Set(chosen.flatMap((collection) => collection.productIds));
      return (line) => !line.giftCard && productIds.has(line.productId);
    }
  }
}

export function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((total, amount) => total + amount, 0);
}
