import type { Sql } from '#app/db/database.server.ts';
import { listOrdersProcessedFrom, listOrderTies } from '#app/db/orders.server.ts';
import { listProgramVersions } from '#app/db/programs.server.ts';
import type { OrderId } from '#app/loyalty/ids.ts';

import { settleChanges } from './settle-changes.server.ts';
import { lockEverything, type SettlingShop, unchanged } from './settle-orders.server.ts';

/** Orders judged again together. */
const BATCH_SIZE = 500;

/**
 * Judges stored orders again as they are, because something else has changed by which they are judged.
 * @param sql a transaction that has locked against judging
 * @returns how many transfers were posted
 */
export async function judgeAgain(
  sql: Sql,
  shop: SettlingShop,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<number> {
  const versions = await listProgramVersions(sql, shop.id);
  let posted = 0;
  for (let start = 0; start < orderIds.length; start += BATCH_SIZE) {
    const batch = orderIds.slice(start, start + BATCH_SIZE);
    const ties = await listOrderTies(sql, shop.id, batch);
    const { accounts, stored } = await lockEverything(sql, shop.id, ties.memberIds, batch);
    const changes = [...stored.values()].flatMap((order) =>
      order.fact ? [unchanged(order, order.fact)] : [],
    );
    posted += await settleChanges(sql, { shop, versions, accounts, now }, changes);
  }
  return posted;
}

/**
 * Judges every order again that was placed since a moment: a version came into force then, or did not after all. What
 * lies before it stays as it is.
 */
export async function judgeAgainSince(
  sql: Sql,
  shop: SettlingShop,
  since: Date,
  now: Date,
): Promise<number> {
  return judgeAgain(sql, shop, await listOrdersProcessedFrom(sql, shop.id, since), now);
}
