import { shippingFee } from '../../commands/native-discounts.ts';
import type { Applied } from '../../discounts/apply.ts';
import { type Basket, sum } from '../../discounts/basket.ts';
import { type Buyer, priceBasket } from '../../discounts/price-basket.ts';
import type { Minor } from '../../store/scalars.ts';
import type { World } from '../../world.ts';
import type { Visit } from '../visit.ts';
import type { PricedCart } from './cart.ts';

/** A code on a cart, and whether the cart gets something for it. */
export interface CartDiscountCode {
  readonly code: string;
  readonly applicable: boolean;
}

/** What discounts make of a cart. */
export interface CartDiscounts {
  readonly applied: readonly Applied[];
  /**
   * Codes stay on the cart also where they do not apply:
   * https://shopify.dev/docs/api/ajax/reference/cart#update-the-cart-discounts
   */
  readonly codes: readonly CartDiscountCode[];
  readonly refused: readonly { readonly code: string; readonly reason: string }[];
  /** What the lines cost in all, discounts taken off. */
  readonly subtotal: Minor;
  /** What shipping costs, discounts taken off. */
  readonly shipping: Minor;
}

function basketOf(world: World, priced: PricedCart): Basket {
  return {
    lines: priced.lines.map(({ product, variant, line, price }) => ({
      productId: product.id,
      variantId: variant.id,
      quantity: line.quantity,
      amount: price,
      giftCard: product.giftCard ?? false,
    })),
    shippingFee: (subtotal) => shippingFee(world.shop.get(), priced.requiresShipping, subtotal),
  };
}

/** Judges the codes on a cart, and finds the automatic discounts that it gets, for somebody who is about to buy. */
export function discountCart(world: World, priced: PricedCart, buyer: Buyer): CartDiscounts {
  const basket = basketOf(world, priced);
  const claims = { codes: priced.cart.discountCodes, automatic: true };
  const { applied, refused } = priceBasket(world, basket, buyer, claims);
  const subtotal = priced.subtotal - sum(applied.flatMap(({ lines }) => lines));
  const waived = sum(applied.map(({ shipping }) => shipping));
  return {
    applied,
    refused,
    codes: priced.cart.discountCodes.map((code) => ({
      code,
      applicable: !refused.some((one) => one.code === code),
    })),
    subtotal,
    shipping: basket.shippingFee(subtotal) - waived,
  };
}

/** The same for the visitor, of whom the shop knows nothing until she signs in or says who she is at the checkout. */
export function discountVisit({ world, customer }: Visit, priced: PricedCart): CartDiscounts {
  const buyer = { customerId: customer?.id ?? null, email: customer?.email ?? null };
  return discountCart(world, priced, buyer);
}
