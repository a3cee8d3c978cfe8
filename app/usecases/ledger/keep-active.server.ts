import type { Sql } from '#app/db/database.server.ts';
import { listActivities, listOpenIdleLots, moveExpiry } from '#app/db/ledger/idle-lots.server.ts';
import { Activities, idleSince } from '#app/loyalty/ledger/idle-expiry.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

/**
 * Brings the dates of points that are lost by inactivity up to date, in the transaction in which their owners earned or
 * spent something, or in which something of that turned out otherwise. Found from the ledger itself, so any order of
 * arrival ends in the same dates; what has expired before stays expired. Costs one look into an index that is empty where no
 * program says so.
 * @param sql an open transaction that has locked the members' accounts, and has written what is new
 */
export async function keepActive(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<void> {
  if (memberIds.length === 0) return;
  const lots = await listOpenIdleLots(sql, shopId, [...new Set(memberIds)]);
  if (lots.length === 0) return;
  const lotsOf = Map.groupBy(lots, (lot) => lot.ownerId);
  const wanted = [...lotsOf].map(([memberId, own]) => ({
    memberId,
    since: own.reduce((since, lot) => Math.min(since, idleSince(lot)), Infinity),
  }));
  const activities = await listActivities(sql, shopId, wanted);
  const moves = [...lotsOf].flatMap(([memberId, own]) => {
    const hers = new Activities(activities.get(memberId) ?? []);
    return own.flatMap((lot) => {
      const expiresAt = Math.max(hers.expiryOf(lot), lot.gracedUntil ?? -Infinity);
      return expiresAt === lot.expiresAt ? [] : [{ lotId: lot.lotId, expiresAt }];
    });
  });
  await moveExpiry(sql, shopId, moves);
}
