import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { changedSince, type ChangesAsked } from '../admin-api/changed-since.server.ts';
import { ChangedOrders } from '../generated/operations.server.ts';
import { type CountableOrders, readCountableOrders } from './read-countable-orders.server.ts';
import { ORDERS_A_CALL } from './read-orders-api.server.ts';

/** A page of orders that changed. */
export interface ChangedOrdersPage extends CountableOrders {
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
  const read = await readCountableOrders(adminApi, shopDomain, nodes);
  if (!read.ok) return read;
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return { ok: true, data: { ...read.data, next } };
}
