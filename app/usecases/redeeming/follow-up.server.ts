import type { Sql } from '#app/db/database.server.ts';
import { askForPayingOut } from '#app/db/redemptions/pay-outs.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { isDiscountKind } from '#app/loyalty/rewards/discount-terms.ts';

import type { PostedRedemption } from './post-granted.server.ts';

/**
 * Asks for the jobs that carry on what redeeming has begun, in its transaction.
 * @param lowPools discounts that have few codes left
 */
export async function askForFollowUp(
  sql: Sql,
  shopId: ShopId,
  posted: readonly PostedRedemption[],
  lowPools: readonly string[],
): Promise<void> {
  const waiting = posted.filter(({ redemption }) => redemption.state === 'pending');
  const wantsCodes = waiting.some(({ redemption }) => isDiscountKind(redemption.kind));
  if (wantsCodes || lowPools.length > 0) await askForTending(sql, shopId);
  const wantsMoney = waiting.some(({ redemption }) => isCashOut(redemption.kind));
  if (wantsMoney) await askForPayingOut(sql, shopId);
}
