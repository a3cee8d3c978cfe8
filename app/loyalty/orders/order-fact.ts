import { z } from 'zod';

import { CustomerId, OrderId, OrderLineId, ProductId } from '../ids.ts';
import type { OrderTraits } from './order-traits.ts';

const Minor = z.number().int();
const Moment = z.iso.datetime();

/** A line of an order: as ordered, and what was refunded of it. Minor units of the shop's currency. */
export const OrderFactLine = z.object({
  lineId: OrderLineId,
  /** Null for what is no product of the shop's, and where it is not known. */
  productId: ProductId.nullable().default(null),
  title: z.string(),
  quantity: z.number().int().nonnegative(),
  /** Units that were refunded, of `quantity`. */
  refundedQuantity: z.number().int().nonnegative().default(0),
  /** Price times quantity. */
  gross: Minor,
  /** Sum of the discount allocations, those of refunded units included. */
  discount: Minor,
  /** Sum of the subtotals of the line's refunds. */
  refunded: Minor,
  /** Tax on the line as ordered, after discounts; contained in the price where the order's prices contain tax. */
  tax: Minor.default(0),
  giftCard: z.boolean(),
});

/**
 * What the engine knows of an order: one whole state of it, read from a webhook body or from the Admin API
 * (both give the identical fact). Nothing personal is in it. What facts stored by an older version lack has a default.
 */
export const OrderFact = z.object({
  orderId: OrderId,
  name: z.string(),
  customerId: CustomerId.nullable(),
  /** Currency of the shop's money. */
  currency: z.string(),
  processedAt: Moment,
  /** Seconds are all that Shopify gives. */
  updatedAt: Moment,
  cancelledAt: Moment.nullable(),
  /** When the last of its parcels left, once the whole order is fulfilled; null before. */
  fulfilledAt: Moment.nullable().default(null),
  /** Shopify no longer has the order. */
  deleted: z.boolean(),
  /** Paid in full once, whatever was refunded since. */
  paid: z.boolean(),
  test: z.boolean(),
  /** Bought by a company (B2B). */
  business: z.boolean(),
  sourceName: z.string(),
  /** Whether prices contain tax. */
  taxesIncluded: z.boolean().default(true),
  /** Sorted by id. */
  lines: z.array(OrderFactLine),
  /** Shipping after discounts and less what was refunded of it, and the tax on it in the same proportion. */
  shipping: Minor.default(0),
  shippingTax: Minor.default(0),
  tips: Minor.default(0),
  /** Less what was refunded of them. */
  duties: Minor.default(0),
  /** Paid with gift cards, less what was refunded to them. */
  paidByGiftCard: Minor.default(0),
  /** Refunded besides lines and shipping: by amount. */
  refundedWithoutLines: Minor,
  /** What the order costs after the refunds of lines and shipping: that of which `refundedWithoutLines` is a part. */
  chargedWithLines: Minor,
  /** The codes of discounts that it was placed with, in capitals and sorted. */
  discountCodes: z.array(z.string()).default([]),
  /** The refunds that this state contains, sorted. */
  refundIds: z.array(z.string()),
});

export type OrderFactLine = z.infer<typeof OrderFactLine>;
export type OrderFact = z.infer<typeof OrderFact>;

/** What Shopify says of a person. Kept with the member, never in the fact. */
export interface CustomerDetails {
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  /** Whether the e-mail address was proven to be hers. */
  readonly verifiedEmail: boolean;
}

/** How a guest can be reached: what an order is claimed by. Never stored but as a keyed hash. */
export interface GuestContact {
  readonly email: string | null;
  readonly phone: string | null;
}

/** An order as one of the readers delivers it. */
export interface ReadOrder {
  readonly fact: OrderFact;
  readonly customer: CustomerDetails | null;
  /** Of an order without a customer. */
  readonly guest: GuestContact | null;
  /** Shopify's own answer at the moment of asking, or what a webhook carried. */
  readonly source: 'webhook' | 'api';
  /**
   * Whether a bank has taken the payment back. Only the Admin API tells: a webhook's body says nothing of it, and what
   * was known stays.
   */
  readonly chargedBack: boolean | 'unknown';
  /** What Shopify was asked besides, where the program needs it. */
  readonly traits?: OrderTraits;
}
