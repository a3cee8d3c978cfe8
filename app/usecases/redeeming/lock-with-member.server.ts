import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { lockForJudging } from '#app/db/programs/programs.server.ts';
import { findRedemption, lockRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

/**
 * Locks a redemption, and before it the account of its member, whose points are about to move.
 * @throws TransactionConflict when its member was merged meanwhile
 */
export async function lockWithMember(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<Redemption | null> {
  await lockForJudging(sql, shopId);
  const before = await findRedemption(sql, shopId, id);
  if (!before) return null;
  await lockAccounts(sql, shopId, [before.memberId]);
  const redemption = await lockRedemption(sql, shopId, id);
  if (redemption && redemption.memberId !== before.memberId) {
    throw new TransactionConflict('a redemption went over to another member meanwhile');
  }
  return redemption;
}
