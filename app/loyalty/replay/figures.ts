import type { CustomerId } from '../ids.ts';
import type { Tier } from '../program/ladder.ts';
import { AmountError } from '../money.ts';
import type { Program } from '../program/program.ts';

import { bestRate, type PointRate, valueOf } from './best-rate.ts';

/** How a member stands after a history in which nobody spent anything. Points. */
export interface ReplayedMember {
  readonly customerId: CustomerId;
  /** All that her orders are worth, less what refunds took from them. */
  readonly earned: number;
  readonly pending: number;
  readonly available: number;
  readonly expired: number;
  /** By the version in force at the moment; null where it has no tiers. */
  readonly tier: Tier | null;
  /** How often she came to a higher or a lower tier. */
  readonly moves: number;
}

/** Orders of a history. */
export interface OrderCounts {
  readonly orders: number;
  /** Of them those that earn nothing, whoever placed them: not paid, cancelled, excluded by the program. */
  readonly ordersNotEarning: number;
  /** Of them those for which there is nobody. */
  readonly guestOrders: number;
}

/** What the shop has promised and not yet given. */
export interface Liability {
  readonly points: number;
  /** What they can cost at the most, in minor units of the shop's currency; null where points buy no money. */
  readonly money: number | null;
  /** By which reward that is. */
  readonly rate: PointRate | null;
}

/** What a program comes to at a moment. */
export interface ReplayFigures extends OrderCounts {
  readonly members: number;
  /** What all orders are worth; the next three are its parts. */
  readonly pointsIssued: number;
  readonly pointsPending: number;
  readonly pointsRedeemable: number;
  readonly pointsExpired: number;
  /** By the tier's key, from the lowest up. */
  readonly membersByTier: Readonly<Record<string, number>>;
  /** How often somebody came to a higher or a lower tier. */
  readonly tierMoves: number;
  readonly liability: Liability;
}

/**
 * Adds members up.
 * @param program of the version in force: a tier that nobody has reached is shown as empty, and its rewards say what
 * points are worth; undefined before the first version
 * @throws AmountError when there are more points than can be counted
 */
export function sumFigures(
  members: Iterable<ReplayedMember>,
  counts: OrderCounts,
  program: Pick<Program, 'tiers' | 'rewards'> | undefined,
): ReplayFigures {
  const membersByTier = new Map(program?.tiers.map(({ key }) => [key, 0]));
  const sums = { members: 0, earned: 0, pending: 0, available: 0, expired: 0, tierMoves: 0 };
  for (const member of members) {
    sums.members += 1;
    sums.earned += member.earned;
    sums.pending += member.pending;
    sums.available += member.available;
    sums.expired += member.expired;
    sums.tierMoves += member.moves;
    const key = member.tier?.key;
    if (key !== undefined) membersByTier.set(key, (membersByTier.get(key) ?? 0) + 1);
  }
  // Sums only grow, so one that was rounded on the way is too large at the end as well.
  if (!Number.isSafeInteger(sums.earned)) throw new AmountError('more points than can be counted');
  return {
    ...counts,
    members: sums.members,
    pointsIssued: sums.earned,
    pointsPending: sums.pending,
    pointsRedeemable: sums.available,
    pointsExpired: sums.expired,
    membersByTier: Object.fromEntries(membersByTier),
    tierMoves: sums.tierMoves,
    liability: liabilityOf(sums.pending + sums.available, program),
  };
}

function liabilityOf(points: number, program: Pick<Program, 'rewards'> | undefined): Liability {
  const rate = program ? bestRate(program) : null;
  return { points, money: rate && valueOf(points, rate), rate };
}
