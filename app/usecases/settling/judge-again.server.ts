import type { Sql } from '#app/db/database.server.ts';
import { listOrdersProcessedFrom } from '#app/db/orders/order-lookups.server.ts';

import { settleAgain } from './settle-orders.server.ts';
import type { SettlingShop } from './order-change.server.ts';

/** Orders judged again together. */
const BATCH_SIZE = 500;

/**
 * Judges every order again that was placed since a moment: a version came into force then, or did not after all. What
 * lies before it stays as it is.
 * @param sql a transaction that has locked against judging
 * @returns how many transfers were posted
 */
export async function judgeAgainSince(
  sql: Sql,
  shop: SettlingShop,
  since: Date,
  now: Date,
): Promise<number> {
  const orderIds = await listOrdersProcessedFrom(sql, shop.id, since);
  let posted = 0;
  for (let start = 0; start < orderIds.length; start += BATCH_SIZE) {
    const batch = orderIds.slice(start, start + BATCH_SIZE);
    posted += (await settleAgain(sql, shop, batch, now)).transfersPosted;
  }
  return posted;
}
