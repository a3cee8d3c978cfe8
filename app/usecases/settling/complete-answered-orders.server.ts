import type { CustomerId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';

import { type Asking, askForTraits } from './ask-for-traits.server.ts';
import { findGoneCustomers } from './settle-answered-orders.server.ts';

/** Orders that Shopify was asked for, with all that settling them takes. */
export interface AnsweredOrders {
  readonly orders: readonly ReadOrder[];
  /** Who of their former customers does not exist any more. */
  readonly gone: ReadonlySet<CustomerId>;
}

/**
 * Asks Shopify for what settling orders takes beside the orders themselves. Call it outside of any transaction.
 * @param orders as the Admin API has answered
 * @param told states of them that deliveries have told of
 */
export async function completeAnsweredOrders(
  asking: Asking,
  orders: readonly ReadOrder[],
  told: readonly ReadOrder[] = [],
): Promise<AdminAnswer<AnsweredOrders>> {
  const all = { answered: orders, told };
  const gone = await findGoneCustomers(asking.adminApi, asking.sql, asking.shop, all);
  if (!gone.ok) return gone;
  const complete = await askForTraits(asking, orders);
  if (!complete.ok) return complete;
  return { ok: true, data: { orders: complete.data, gone: gone.data } };
}
