import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import type { ApiOrder, ShortLists, SpokenHead, SpokenLine } from './api-order.server.ts';
import {
  type OrderLineFragment,
  OrderLists,
  OrderTipSales,
} from '../generated/operations.server.ts';
import { readWhileUnchanged } from './read-while-unchanged.server.ts';

/** As many transactions and fulfillments as the first query brings; an order with so many may have more. */
const ITEMS_IN_FIRST_QUERY = 3;

/** The shipping lines, payments and fulfillments of an order: those of the first query, or all where it cut them off. */
export async function readShortLists(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<ShortLists>> {
  const { shippingLines, transactions, fulfillments } = head;
  const isCutOff =
    shippingLines.pageInfo.hasNextPage ||
    transactions.length >= ITEMS_IN_FIRST_QUERY ||
    fulfillments.length >= ITEMS_IN_FIRST_QUERY;
  if (!isCutOff) return { ok: true, data: toShortLists(head) };
  const answer = await adminApi.run(shopDomain, OrderLists, { orderId: head.id });
  if (!answer.ok) return answer;
  const order = readWhileUnchanged(answer.data.order, head);
  return order.ok ? { ok: true, data: toShortLists(order.data) } : order;
}

function toShortLists({
  shippingLines,
  transactions,
  fulfillments,
}: Pick<ApiOrder, 'transactions' | 'fulfillments'> & {
  readonly shippingLines: { readonly nodes: ShortLists['shippingLines'] };
}): ShortLists {
  return { shippingLines: shippingLines.nodes, payments: transactions, fulfillments };
}

/**
 * An order's lines without those that are tips: these are contained in `totalTipReceivedSet`, and as lines would count
 * twice. A line of the Admin API does not say that it is one, only its sale does, so it is asked where it may be.
 */
export async function leaveOutTips(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
  lines: readonly OrderLineFragment[],
): Promise<AdminAnswer<readonly OrderLineFragment[]>> {
  if (!mayContainTips(head, lines)) return { ok: true, data: lines };
  const answer = await adminApi.run(shopDomain, OrderTipSales, { orderId: head.id });
  if (!answer.ok) return answer;
  const order = readWhileUnchanged(answer.data.order, head);
  if (!order.ok) return order;
  const sales = order.data.agreements.nodes.flatMap((agreement) =>
    'sales' in agreement ? agreement.sales.nodes : [],
  );
  const tips = new Set(
    sales.filter(({ lineType }) => lineType === 'TIP').map(({ lineItem }) => lineItem.id),
  );
  return { ok: true, data: lines.filter((line) => !tips.has(line.id)) };
}

/** Whether a tip can be among the lines: nothing of it is shipped. */
export function mayContainTips(
  { totalTipReceivedSet }: Pick<SpokenHead, 'totalTipReceivedSet'>,
  lines: readonly SpokenLine[],
): boolean {
  return (
    Number(totalTipReceivedSet.shopMoney.amount) !== 0 &&
    lines.some((line) => !line.requiresShipping && !line.isGiftCard)
  );
}
