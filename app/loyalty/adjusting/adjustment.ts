import { z } from 'zod';

import type { MemberId } from '../ids.ts';

/** Most points that one adjustment gives or takes: beyond it somebody has mistyped. */
export const ADJUSTMENT_POINTS_MAX = 1_000_000;

/** Longest reason; members read it in their history. */
export const REASON_LENGTH_MAX = 200;

/** What becomes of points that are to be taken and are not there. */
export const BEYOND_BALANCE = ['refuse', 'leave', 'owe'] as const;

/**
 * `refuse`: nothing is taken then. `leave`: what is there is taken, and the rest is let go. `owe`: what is not there is
 * owed, and the next earnings repay it.
 */
export type BeyondBalance = (typeof BEYOND_BALANCE)[number];

/** How many points staff give (positive) or take (negative). */
export const AdjustmentPoints = z
  .number()
  .int()
  .min(-ADJUSTMENT_POINTS_MAX)
  .max(ADJUSTMENT_POINTS_MAX)
  .refine((points) => points !== 0);

/** Points that staff give a member or take from her, once. */
export interface Adjustment {
  /** Names it among all of the shop's: the same again changes nothing. */
  readonly id: string;
  readonly memberId: MemberId;
  /** Given where positive, taken where negative; not 0. */
  readonly points: number;
  /** Why, in the words of whoever adjusts. */
  readonly reason: string;
  readonly beyond: BeyondBalance;
  /** Shopify's id of the member of staff. */
  readonly staffUserId: string;
}

/**
 * How much of an adjustment is carried out.
 * @param available points that the member can spend now
 * @returns points; null where it is refused as a whole
 */
export function adjustedPoints(
  { points, beyond }: Pick<Adjustment, 'points' | 'beyond'>,
  available: number,
): number | null {
  if (points > 0 || beyond === 'owe' || available >= -points) return points;
  if (beyond === 'refuse') return null;
  // Not minus zero.
  return available === 0 ? 0 : -available;
}

/** What a member can spend, and what she owes; points. */
export interface Balance {
  readonly available: number;
  readonly owed: number;
}

/** What an adjustment leaves: what is given repays debt first, and what is not there to be taken is owed. */
export function balanceAfter({ available, owed }: Balance, points: number): Balance {
  if (points > 0) {
    const repaid = Math.min(owed, points);
    return { available: available + points - repaid, owed: owed - repaid };
  }
  const taken = Math.min(available, -points);
  return { available: available - taken, owed: owed - points - taken };
}
