import { OrderId, OrderLineId } from '#app/loyalty/ids.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import {
  type LinePlanFragment,
  MoreSubscriptionLines,
  SubscriptionLines,
  type SubscriptionLinesQuery,
} from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';

/** As many orders as one query may ask for within Shopify's limit of cost. */
const ORDERS_A_CALL = 20;

type ApiOrder = Extract<
  NonNullable<SubscriptionLinesQuery['nodes'][number]>,
  { readonly __typename: 'Order' }
>;

/**
 * Reads which lines of orders were bought by a subscription: those that have a selling plan.
 * @returns by order; those that Shopify does not show are left out
 */
export async function readSubscriptionLines(
  adminApi: AdminApi,
  shopDomain: string,
  orderIds: readonly OrderId[],
): Promise<AdminAnswer<Map<OrderId, readonly OrderLineId[]>>> {
  const read = new Map<OrderId, readonly OrderLineId[]>();
  for (let start = 0; start < orderIds.length; start += ORDERS_A_CALL) {
    const ids = orderIds.slice(start, start + ORDERS_A_CALL).map((id) => toGid('Order', id));
    const answer = await adminApi.run(shopDomain, SubscriptionLines, { ids });
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      if (node?.__typename !== 'Order') continue;
      const lines = await readLines(adminApi, shopDomain, node);
      if (!lines.ok) return lines;
      read.set(OrderId.parse(fromGid('Order', node.id)), subscribed(lines.data));
    }
  }
  return { ok: true, data: read };
}

function subscribed(lines: readonly LinePlanFragment[]): OrderLineId[] {
  return lines
    .filter(({ sellingPlan }) => sellingPlan !== null)
    .map(({ id }) => OrderLineId.parse(fromGid('LineItem', id)));
}

async function readLines(
  adminApi: AdminApi,
  shopDomain: string,
  order: ApiOrder,
): Promise<AdminAnswer<LinePlanFragment[]>> {
  const lines = [...order.lineItems.nodes];
  let { pageInfo } = order.lineItems;
  while (pageInfo.hasNextPage) {
    const asked = { orderId: order.id, after: pageInfo.endCursor };
    const answer = await adminApi.run(shopDomain, MoreSubscriptionLines, asked);
    if (!answer.ok) return answer;
    if (!answer.data.order) break;
    lines.push(...answer.data.order.lineItems.nodes);
    ({ pageInfo } = answer.data.order.lineItems);
  }
  return { ok: true, data: lines };
}
