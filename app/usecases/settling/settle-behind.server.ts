import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import { findShop } from '#app/db/shops/shops.server.ts';
import { needsHistory } from '#app/loyalty/orders/history-dependence.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import { settleChanges } from './settle-changes.server.ts';

/** Since when something else of a member is not as it was than her orders. */
export interface DisturbedMember {
  readonly memberId: MemberId;
  readonly from: Date;
}

/**
 * Settles members' orders again from a time on, because something else has changed by which they are judged: points that
 * were given or taken back for no order, a merge, a tier that was set by hand. Where each order is judged alone nothing is
 * read. Call it when that has been written down.
 * @param sql an open transaction; members whom it has locked already may be among these
 * @param disturbed a member may be among them several times; who is none any more, since she was merged, is left out
 * @returns how many transfers were posted
 */
export async function settleBehind(
  sql: Sql,
  shopId: ShopId,
  disturbed: readonly DisturbedMember[],
  now: Date,
): Promise<number> {
  if (disturbed.length === 0) return 0;
  await lockForJudging(sql, shopId);
  const versions = await listProgramVersions(sql, shopId);
  if (!needsHistory(versions)) return 0;
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error('a shop was erased while its members were settled');
  const memberIds = [...new Set(disturbed.map(({ memberId }) => memberId))];
  const accounts = await lockAccounts(sql, shopId, memberIds);
  const places = disturbed
    .filter(({ memberId }) => accounts.has(memberId))
    .map(({ memberId, from }) => ({ memberId, from: from.getTime() }));
  return settleChanges(sql, { shop, versions, accounts, now }, [], places);
}
