import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import type { ApiOrder } from './api-order.server.ts';
import { readApiOrder } from './read-api-order.server.ts';
import { leaveOutTips, readShortLists } from './read-order-lists.server.ts';
import { readRemainingLines, readRemainingRefunds } from './read-order-pages.server.ts';

/**
 * Completes an order of which the first pages are there, and reads it.
 * @param head as the first query brought it
 */
export async function readWholeOrder(
  adminApi: AdminApi,
  shopDomain: string,
  head: ApiOrder,
): Promise<AdminAnswer<ReadOrder>> {
  const allLines = await readRemainingLines(adminApi, shopDomain, head);
  if (!allLines.ok) return allLines;
  const lines = await leaveOutTips(adminApi, shopDomain, head, allLines.data);
  if (!lines.ok) return lines;
  const lists = await readShortLists(adminApi, shopDomain, head);
  if (!lists.ok) return lists;
  const refunds = await readRemainingRefunds(adminApi, shopDomain, head);
  if (!refunds.ok) return refunds;
  const whole = { head, lines: lines.data, refunds: refunds.data, ...lists.data };
  return { ok: true, data: readApiOrder(whole) };
}
