import { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import type { ApiOrder } from './api-order.server.ts';
import { OrdersByIds } from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { isUncountable } from './read-api-order.server.ts';
import { ORDERS_A_CALL } from './read-orders-api.server.ts';
import { readWholeOrder } from './read-whole-order.server.ts';

/** Orders, whole, and those that no fact can be made of: they are named, so that they stop nobody beside them. */
export interface CountableOrders {
  readonly orders: readonly ReadOrder[];
  readonly unreadable: readonly OrderId[];
}

/**
 * Completes orders of which the first pages are there, and reads them.
 * @param nodes as a query brought them
 */
export async function readCountableOrders(
  adminApi: AdminApi,
  shopDomain: string,
  nodes: readonly ApiOrder[],
): Promise<AdminAnswer<CountableOrders>> {
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
  return { ok: true, data: { orders, unreadable } };
}

/**
 * Reads a few orders by their ids. What Shopify does not show is left out.
 * @param orderIds at most ORDERS_A_CALL
 * @throws RangeError for more
 */
export async function readOrdersByIds(
  adminApi: AdminApi,
  shopDomain: string,
  orderIds: readonly OrderId[],
): Promise<AdminAnswer<CountableOrders>> {
  if (orderIds.length > ORDERS_A_CALL) throw new RangeError(`more than ${ORDERS_A_CALL} orders`);
  if (orderIds.length === 0) return { ok: true, data: { orders: [], unreadable: [] } };
  const ids = orderIds.map((id) => toGid('Order', id));
  const answer = await adminApi.run(shopDomain, OrdersByIds, { ids });
  if (!answer.ok) return answer;
  const nodes = answer.data.nodes.flatMap((node) => (node?.__typename === 'Order' ? [node] : []));
  return readCountableOrders(adminApi, shopDomain, nodes);
}
