import type { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { OrdersByIds } from '../generated/operations.server.ts';
import { toGid } from '../admin-api/gid.server.ts';
import { readWholeOrder } from './read-whole-order.server.ts';

/** As many orders as one query may ask for within Shopify's limit of cost. */
export const ORDERS_A_CALL = 5;

/**
 * Reads orders as a whole from the Admin API. Gives the same fact as the webhook of the same state would.
 * @returns those that Shopify shows; an order that is missing may only be too old to be shown
 */
export async function readOrdersFromApi(
  adminApi: AdminApi,
  shopDomain: string,
  orderIds: readonly OrderId[],
): Promise<AdminAnswer<ReadOrder[]>> {
  const read: ReadOrder[] = [];
  for (let start = 0; start < orderIds.length; start += ORDERS_A_CALL) {
    const ids = orderIds.slice(start, start + ORDERS_A_CALL).map((id) => toGid('Order', id));
    const answer = await adminApi.run(shopDomain, OrdersByIds, { ids });
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      if (node?.__typename !== 'Order') continue;
      const whole = await readWholeOrder(adminApi, shopDomain, node);
      if (!whole.ok) return whole;
      read.push(whole.data);
    }
  }
  return { ok: true, data: read };
}
