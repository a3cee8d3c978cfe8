import type { OrderFact } from './order-fact.ts';
import { type ProgramVersion, versionInForce } from '../program/program.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How an order is a member's: at once, or claimed because she was none when it was placed (the ledger's law 12).
 * @returns when it was claimed, null inside for never; null where it is too old to be claimed
 * @param joinedAt when she became a member
 */
export function ownershipOf(
  fact: Pick<OrderFact, 'customerId' | 'processedAt'>,
  joinedAt: Date,
  versions: readonly ProgramVersion[],
): { readonly claimedAt: string | null } | null {
  const processed = new Date(fact.processedAt);
  const beforehandMs = joinedAt.getTime() - processed.getTime();
  const isGuest = fact.customerId === null;
  if (beforehandMs <= 0) return { claimedAt: isGuest ? fact.processedAt : null };
  const claimDays = versionInForce(versions, processed)?.program.enrolment.claimDays ?? 0;
  return beforehandMs <= claimDays * DAY_MS ? { claimedAt: joinedAt.toISOString() } : null;
}
