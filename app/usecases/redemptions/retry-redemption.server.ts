import { inTransaction } from '#app/db/database.server.ts';
import { askForPayingOut } from '#app/db/redemptions/pay-outs.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import type { RedemptionState } from '#app/db/redemptions/redemption.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import { isCashOut } from '#app/loyalty/cash-out/kinds.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import {
  type Decided,
  noteDecision,
  RedemptionId,
  type StaffDecision,
} from './decide-by-staff.server.ts';
import { CODE_GONE } from '../redeeming/code-gone.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Has a doubtful redemption looked at again: what was asked of Shopify is looked for first, and asked for again only where
 * it is certain not to be there. One that waits for its next try is tried at once.
 */
export async function retryRedemption(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: StaffDecision,
): Promise<Decided> {
  if (!RedemptionId.safeParse(id).success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const locked = await lockWithMember(sql, shopId, id);
    if (!locked) return 'unknown';
    const isPaidOut = isCashOut(locked.kind);
    const state = stateOfRetried(locked.state, isPaidOut);
    if (state === null) return 'not_open';
    // Once a code is gone Shopify is given its time to show the order that used it: nobody can hurry that.
    const waits = state === 'cancelling' && locked.problem === CODE_GONE ? locked.retryAt : null;
    await changeRedemption(sql, shopId, id, { state, attempts: 0, retryAt: waits ?? now }, now);
    await (isPaidOut ? askForPayingOut(sql, shopId) : askForTending(sql, shopId));
    const noted = { staffUserId, action: 'redemption.retried', redemption: locked } as const;
    await noteDecision(sql, shopId, noted, now);
    return 'done';
  });
}

/** What is under way again: paying out, or deleting a code. */
function stateOfRetried(state: RedemptionState, isPaidOut: boolean): RedemptionState | null {
  if (state === 'doubtful') return isPaidOut ? 'pending' : 'cancelling';
  return state === 'pending' || state === 'cancelling' ? state : null;
}
