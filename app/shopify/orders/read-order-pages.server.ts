import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import type { ApiOrder, ApiRefund } from './api-order.server.ts';
import {
  type OrderLineFragment,
  OrderLines,
  OrderRefundIds,
  RefundById,
  type RefundByIdQuery,
} from '../generated/operations.server.ts';
import { changedMeanwhile, readWhileUnchanged } from './read-while-unchanged.server.ts';

/** As many refunds as the first query brings; an order with so many may have more. */
const REFUNDS_IN_FIRST_QUERY = 2;

/** All lines of an order: those of the first query, and the pages after them. */
export async function readRemainingLines(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<OrderLineFragment[]>> {
  const lines = [...head.lineItems.nodes];
  let { pageInfo } = head.lineItems;
  while (pageInfo.hasNextPage) {
    const answer = await adminApi.run(shopDomain, OrderLines, {
      orderId: head.id,
      after: pageInfo.endCursor,
    });
    if (!answer.ok) return answer;
    const page = readWhileUnchanged(answer.data.order, head);
    if (!page.ok) return page;
    lines.push(...page.data.lineItems.nodes);
    ({ pageInfo } = page.data.lineItems);
  }
  return { ok: true, data: lines };
}

/** All refunds of an order with all of their parts. */
export async function readRemainingRefunds(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<ApiRefund[]>> {
  const whole = new Map<string, ApiRefund>(
    head.refunds.filter(isWhole).map((refund) => [refund.id, refund]),
  );
  const ids = await readRefundIds(adminApi, shopDomain, head);
  if (!ids.ok) return ids;
  const refunds: ApiRefund[] = [];
  for (const id of ids.data) {
    const known = whole.get(id);
    if (known) {
      refunds.push(known);
      continue;
    }
    const answer = await readRefund(adminApi, shopDomain, id);
    if (!answer.ok) return answer;
    refunds.push(answer.data);
  }
  return { ok: true, data: refunds };
}

async function readRefundIds(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<string[]>> {
  if (head.refunds.length < REFUNDS_IN_FIRST_QUERY) {
    return { ok: true, data: head.refunds.map((refund) => refund.id) };
  }
  const answer = await adminApi.run(shopDomain, OrderRefundIds, { orderId: head.id });
  if (!answer.ok) return answer;
  const order = readWhileUnchanged(answer.data.order, head);
  return order.ok ? { ok: true, data: order.data.refunds.map((refund) => refund.id) } : order;
}

async function readRefund(
  adminApi: AdminApi,
  shopDomain: string,
  refundId: string,
): Promise<AdminAnswer<ApiRefund>> {
  const lines: ApiRefund['refundLineItems']['nodes'][number][] = [];
  let after: string | null = null;
  for (;;) {
    const answer: AdminAnswer<RefundByIdQuery> = await adminApi.run(shopDomain, RefundById, {
      refundId,
      after,
    });
    if (!answer.ok) return answer;
    const refund: RefundByIdQuery['node'] = answer.data.node;
    if (refund?.__typename !== 'Refund') return changedMeanwhile;
    lines.push(...refund.refundLineItems.nodes);
    if (!refund.refundLineItems.pageInfo.hasNextPage) {
      return { ok: true, data: { ...refund, refundLineItems: { nodes: lines } } };
    }
    after = refund.refundLineItems.pageInfo.endCursor;
  }
}

function isWhole(refund: ApiOrder['refunds'][number]): boolean {
  return ![refund.refundLineItems, refund.orderAdjustments, refund.transactions].some(
    (part) => part.pageInfo.hasNextPage,
  );
}
