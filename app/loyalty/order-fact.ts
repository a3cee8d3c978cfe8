import { z } from 'zod';

import { CustomerId, OrderId, OrderLineId } from './ids.ts';

const Minor = z.number().int();
const Moment = z.iso.datetime();

/** A line of an order: as ordered, and what was refunded of it. Minor units of the shop's currency. */
export const OrderFactLine = z.object({
  lineId: OrderLineId,
  title: z.string(),
  quantity: z.number().int().nonnegative(),
  /** Price times quantity. */
  gross: Minor,
  /** Sum of the discount allocations, those of refunded units included. */
  discount: Minor,
  /** Sum of the subtotals of the line's refunds. */
  refunded: Minor,
  giftCard: z.boolean(),
});

/**
 * What the engine knows of an order: one whole state of it, read from a webhook body or from the Admin API
 * (both give the identical fact). Nothing personal is in it.
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
  /** Shopify no longer has the order. */
  deleted: z.boolean(),
  paid: z.boolean(),
  test: z.boolean(),
  /** Bought by a company (B2B). */
  business: z.boolean(),
  sourceName: z.string(),
  /** Sorted by id. */
  lines: z.array(OrderFactLine),
  /** Refunded besides lines and shipping: by amount. */
  refundedWithoutLines: Minor,
  /** What the order costs after the refunds of lines and shipping: that of which `refundedWithoutLines` is a part. */
  chargedWithLines: Minor,
  /** The refunds that this state contains, sorted. */
  refundIds: z.array(z.string()),
});

export type OrderFactLine = z.infer<typeof OrderFactLine>;
export type OrderFact = z.infer<typeof OrderFact>;

/** What Shopify says of the person who ordered. Kept with the member, never in the fact. */
export interface CustomerDetails {
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
}

/** An order as one of the readers delivers it. */
export interface ReadOrder {
  readonly fact: OrderFact;
  readonly customer: CustomerDetails | null;
  /** Shopify's own answer at the moment of asking, or what a webhook carried. */
  readonly source: 'webhook' | 'api';
}
