import { resolveMembers } from '#app/db/members/customer-merges.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { changeRedemption } from '#app/db/redemptions/redemptions.server.ts';
import { holdIdOf, type Redemption } from '#app/db/redemptions/redemption.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import { isDiscountKind } from '#app/loyalty/rewards/discount-terms.ts';

import { giveBackPoints } from '../redeeming/end-hold.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import type { Services } from '../services.server.ts';

/** What asking to cancel a redemption came to. */
export type CancelOutcome =
  /** Its code is being deleted; the points go back once it is gone. */
  | 'cancelling'
  /** The points are back. */
  | 'cancelled'
  | 'unknown'
  /** Used, expired, under way at Shopify, or won: there is nothing to go back to. */
  | 'not_cancellable';

/**
 * Cancels a redemption that was not used yet. A code can be used until Shopify has deleted it, so the points of one that
 * the member has go back later; who has no code yet, or is promised an experience, has them back at once.
 * @param memberId whose it has to be; null for staff, who may cancel anybody's
 */
export async function cancelRedemption(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { redemptionId, memberId }: { readonly redemptionId: string; readonly memberId: MemberId | null },
): Promise<CancelOutcome> {
  return inTransaction(database, async (sql) => {
    const redemption = await lockWithMember(sql, shopId, redemptionId);
    if (!redemption || !(await isHers(sql, shopId, redemption, memberId))) return 'unknown';
    const now = clock.now();
    // Lost, however late the job is that says so; staff may be kinder.
    if (memberId !== null && isOver(redemption, now)) return 'not_cancellable';
    return cancelLocked(sql, shopId, redemption, now);
  });
}

/** Whether a redemption is a member's, or hers whom she has become by a merge. */
async function isHers(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  memberId: MemberId | null,
): Promise<boolean> {
  if (memberId === null || redemption.memberId === memberId) return true;
  const survivors = await resolveMembers(sql, shopId, [memberId]);
  return survivors.get(memberId) === redemption.memberId;
}

/** Whether the time of a redemption is over, though no job has said so yet. */
export function isOver(
  { state, validUntil }: Pick<Redemption, 'state' | 'validUntil'>,
  now: Date,
): boolean {
  return state === 'ready' && validUntil !== null && validUntil <= now;
}

/**
 * Cancels a redemption in an open transaction.
 * @param redemption locked, with its member
 */
export async function cancelLocked(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  now: Date,
): Promise<CancelOutcome> {
  const outcome = outcomeOfCancelling(redemption);
  if (outcome === 'cancelling' && redemption.state !== 'cancelling') {
    const change = { state: 'cancelling', problem: null, attempts: 0, retryAt: now } as const;
    await changeRedemption(sql, shopId, redemption.id, change, now);
    await askForTending(sql, shopId);
  }
  if (outcome === 'cancelled' && redemption.state !== 'cancelled') {
    await giveBackPoints(sql, shopId, holdIdOf(redemption), now);
    const change = { state: 'cancelled', retryAt: null } as const;
    await changeRedemption(sql, shopId, redemption.id, change, now);
  }
  return outcome;
}

/** What cancelling a redemption would come to, as it stands. */
export function outcomeOfCancelling({
  state,
  kind,
  code,
  points,
  orderId,
}: Redemption): CancelOutcome {
  if (state === 'cancelling' || state === 'cancelled') return state;
  if (points === 0 || orderId !== null) return 'not_cancellable';
  if (isDiscountKind(kind)) {
    if (state === 'pending') return 'cancelled';
    return state === 'ready' && code !== null ? 'cancelling' : 'not_cancellable';
  }
  return kind === 'experience' && state === 'ready' ? 'cancelled' : 'not_cancellable';
}
