import { type ProgramVersion, versionInForce } from '../program/program.ts';
import type { OrderReceipt } from '../receipts/order-receipt.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Until when an order that nobody owns can still be claimed, by the version that was in force when it was placed.
 * @param placedAt ISO 8601
 * @returns ISO 8601, perhaps past; null where it has an owner, or could never be claimed
 */
export function claimableUntil(
  { nothing }: OrderReceipt,
  placedAt: string,
  versions: readonly ProgramVersion[],
): string | null {
  if (nothing !== 'no_customer' && nothing !== 'not_a_member') return null;
  const placed = new Date(placedAt);
  const days = versionInForce(versions, placed)?.program.enrolment.claimDays ?? 0;
  return days === 0 ? null : new Date(placed.getTime() + days * DAY_MS).toISOString();
}
