import type { PricedCart } from './cart.ts';

/** A code on a cart, and whether the cart gets something for it. */
export interface CartDiscountCode {
  readonly code: string;
  readonly applicable: boolean;
}

/**
 * Judges the codes on a cart. The shop has no discounts yet, so it answers for each of them as Shopify does for one
 * that it does not know: kept on the cart, `applicable: false`
 * (https://shopify.dev/docs/api/ajax/reference/cart#update-the-cart-discounts).
 */
export function judgeDiscountCodes({ cart }: PricedCart): CartDiscountCode[] {
  return cart.discountCodes.map((code) => ({ code, applicable: false }));
}
