import type { Sql } from '#app/db/database.server.ts';
import { changeRedemption, type RedemptionChange } from '#app/db/redemptions/redemptions.server.ts';
import {
  holdIdOf,
  type Redemption,
  type RedemptionState,
} from '#app/db/redemptions/redemption.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { giveBackPoints, spendHeldPoints } from '../redeeming/end-hold.server.ts';
import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import { tellOfFailure } from '../redeeming/tell-of-failure.server.ts';

/** How a redemption comes to its end. */
export interface RedemptionEnding {
  readonly state: RedemptionState;
  /** What becomes of the points. */
  readonly points: 'spent' | 'given_back' | 'as_they_are';
  readonly change?: Omit<RedemptionChange, 'state'>;
}

/** What ending came to: the redemption as it was before, or why it did not end. */
export type Ended =
  | { readonly kind: 'ended'; readonly before: Redemption }
  /** It may not end so, as it stands. */
  | { readonly kind: 'not_open'; readonly state: RedemptionState }
  | { readonly kind: 'unknown' };

/**
 * Ends a redemption: its points are spent, or go back to their lots. Nothing is under way after that, and the member is told
 * where it failed.
 * @param sql an open transaction that has locked neither members nor redemptions
 * @param decide how it ends, as it stands under its lock; null where it may not
 */
export async function endRedemption(
  sql: Sql,
  shopId: ShopId,
  id: string,
  decide: (redemption: Redemption) => RedemptionEnding | null | Promise<RedemptionEnding | null>,
  now: Date,
): Promise<Ended> {
  const locked = await lockWithMember(sql, shopId, id);
  if (!locked) return { kind: 'unknown' };
  const ending = await decide(locked);
  if (!ending) return { kind: 'not_open', state: locked.state };
  await movePoints(sql, shopId, locked, ending.points, now);
  const change = { retryAt: null, problem: null, ...ending.change, state: ending.state };
  await changeRedemption(sql, shopId, id, change, now);
  if (ending.state === 'failed') await tellOfFailure(sql, shopId, locked, now);
  return { kind: 'ended', before: locked };
}

async function movePoints(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  points: RedemptionEnding['points'],
  now: Date,
): Promise<void> {
  if (redemption.points === 0 || points === 'as_they_are') return;
  const move = points === 'spent' ? spendHeldPoints : giveBackPoints;
  const outcome = await move(sql, shopId, holdIdOf(redemption), now);
  if (outcome !== 'done') throw new Error(`an open redemption had ended before: ${outcome}`);
}
