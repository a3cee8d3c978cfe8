import { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';

import type { AdminAnswer, AdminApi } from './admin-api.server.ts';
import { changedSince, type ChangesAsked } from './changed-since.server.ts';
import { ChangedOrders } from './generated/operations.server.ts';
import { fromGid } from './gid.server.ts';
import { isUncountable } from './read-api-order.server.ts';
import { ORDERS_A_CALL } from './read-orders-api.server.ts';
import { readWholeOrder } from './read-whole-order.server.ts';

/** A page of orders that changed. */
export interface ChangedOrdersPage {
  readonly orders: readonly ReadOrder[];
  /** Orders that no fact can be made of: they are named, so that they stop nobody behind them. */
  readonly unreadable: readonly OrderId[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/**
 * Reads orders that changed, whole, the longest unchanged first. An order that changes again while the pages are read
 * moves to the end of the list, so none is passed over.
 * @param asked a page holds no more than 5, whatever `limit` says: that is what one query may cost
 */
export async function readChangedOrders(
  adminApi: AdminApi,
  shopDomain: string,
  asked: ChangesAsked,
): Promise<AdminAnswer<ChangedOrdersPage>> {
  const answer = await adminApi.run(shopDomain, ChangedOrders, changedSince(asked, ORDERS_A_CALL));
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.orders;
  const orders: ReadOrder[] = [];
  const unreadable: OrderId[] = [];
  for (const node of nodes) {
    try {
      const whole = await readWholeOrder(adminApi, shopDomain, node);
      if (!whole.ok) return whole;
      orders.push(whole.data);
    } catch (error) {
      if (!isUncountable(error)) throw error;
      unreadable.push(OrderId.parse(fromGid('Order', node.id)));
    }
  }
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return { ok: true, data: { orders, unreadable, next } };
}
