import { proportion, sumMinor } from '#app/loyalty/money.ts';

/** What an order says of its shipping, in minor units. */
export interface ShippingParts {
  /** After discounts, before refunds. */
  readonly charged: number;
  /** After refunds. */
  readonly current: number;
  /** Tax on what was charged. */
  readonly tax: number;
}

/** Shipping as the fact counts it. */
export interface CountedShipping {
  readonly shipping: number;
  readonly shippingTax: number;
  readonly refunded: number;
  readonly refundedTax: number;
}

/**
 * What is left of the shipping, and what was paid back of it. Shopify says how much tax was charged on shipping but not
 * how much of that was refunded: it is taken to be the same share.
 */
export function countShipping({ charged, current, tax }: ShippingParts): CountedShipping {
  const refunded = Math.max(0, sumMinor([charged, -current]));
  const left = Math.max(0, sumMinor([charged, -refunded]));
  const taxed = charged > 0 ? Math.max(0, tax) : 0;
  const shippingTax = taxed > 0 ? proportion(taxed, left, charged) : 0;
  return {
    shipping: Math.max(0, current),
    shippingTax,
    refunded,
    refundedTax: taxed - shippingTax,
  };
}

/** A shipping line, after discounts of its own and of the whole order. */
export function shippingLineCharge(price: number, allocations: readonly number[]): number {
  return sumMinor([price, ...allocations.map((amount) => -amount)]);
}
