import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { findPayOut } from '#app/db/redemptions/pay-outs.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import { holdIdOf, type Redemption } from '#app/db/redemptions/redemption.server.ts';
import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { cancelLocked, outcomeOfCancelling } from './cancel-redemption.server.ts';
import {
  type Decided,
  noteDecision,
  RedemptionId,
  type StaffDecision,
} from './decide-by-staff.server.ts';
import { giveBackPoints } from '../redeeming/end-hold.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Staff call off what a member has redeemed and not used: an experience that was not handed over, a code, or a pay-out of
 * which nothing was asked of Shopify. The points go back to their lots, those of a code once it is deleted at Shopify.
 */
export async function callOffRedemption(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: StaffDecision,
): Promise<Decided> {
  if (!RedemptionId.safeParse(id).success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const redemption = await lockWithMember(sql, shopId, id);
    if (!redemption) return 'unknown';
    if (!(await canBeCalledOff(sql, shopId, redemption))) return 'not_open';
    if (isCashOut(redemption.kind)) await callOffPayOut(sql, shopId, redemption, now);
    else await cancelLocked(sql, shopId, redemption, now);
    await noteDecision(
      sql,
      shopId,
      { staffUserId, action: 'redemption.called_off', redemption },
      now,
    );
    return 'done';
  });
}

/** Whether what a redemption promised can be called off as it stands. */
export async function canBeCalledOff(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
): Promise<boolean> {
  const { id, kind, state } = redemption;
  if (!isCashOut(kind)) {
    const outcome = outcomeOfCancelling(redemption);
    return outcome !== 'not_cancellable' && outcome !== state && state !== 'cancelled';
  }
  if (state !== 'pending') return false;
  const payOut = await findPayOut(sql, shopId, id);
  return !payOut?.isOpen;
}

async function callOffPayOut(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<void> {
  if (redemption.points > 0) await giveBackPoints(sql, shopId, holdIdOf(redemption), now);
  const change = { state: 'cancelled', problem: null, retryAt: null } as const;
  await changeRedemption(sql, shopId, redemption.id, change, now);
}
