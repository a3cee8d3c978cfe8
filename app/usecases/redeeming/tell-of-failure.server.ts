import type { Sql } from '#app/db/database.server.ts';
import { noteNotices } from '#app/db/shops/notices.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

/**
 * Has a member told that what she redeemed could not be had, and that her points are back: she may have left long before
 * that was known. Why is the merchant's concern.
 * @param sql the transaction in which the redemption fails
 */
export async function tellOfFailure(
  sql: Sql,
  shopId: ShopId,
  { id, memberId, rewardKey, points }: Redemption,
  now: Date,
): Promise<void> {
  const detail = { reward: rewardKey, redemption: id, points };
  await noteNotices(sql, shopId, [{ memberId, kind: 'redemption_failed', key: id, detail }], now);
}
