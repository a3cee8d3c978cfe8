import type { LotId } from './ids.ts';
import type { Movement } from './receipt.ts';

/** A member's accounts and the shop's side. A member's are stored as balances, the shop's are sums of transfers. */
export type AccountName =
  | 'issued'
  | 'redeemed'
  | 'expired'
  | 'revoked'
  | 'adjusted'
  | 'pending'
  | 'available'
  | 'held'
  | 'owed';

/** A lot with points left, as settling sees it. */
export interface LotState {
  readonly lotId: LotId;
  remaining: number;
  /** Milliseconds since 1970, or null when it never expires. */
  readonly expiresAt: number | null;
}

/** One movement of a posting. Debts belong to no lot. */
export interface Leg {
  readonly source: AccountName;
  readonly destination: AccountName;
  readonly amount: number;
  readonly lotId: LotId | null;
  readonly movement: Movement;
}

/** What the posting of an order's difference changes. `owed` and lots are those of the member, under lock. */
export interface SettlingState {
  owed: number;
  /** The order's own lot, perhaps still empty. */
  readonly own: LotState;
  /** The member's other lots with points left. */
  others: readonly LotState[];
}

/**
 * Plans the transfers that bring what is posted for an order to what it is worth, and applies them to `state`, so
 * that a second order of the same member is planned on top of the first.
 *
 * Worth rose: debt is repaid first, the rest joins the order's lot. Worth fell: the order's own unspent points, then
 * other available lots, earliest expiry first, and what is left is owed (the ledger's law 8).
 * @param difference points: worth less what is posted
 */
export function planSettlement(difference: number, state: SettlingState): Leg[] {
  if (difference > 0) return planRise(difference, state);
  if (difference < 0) return planFall(-difference, state);
  return [];
}

function planRise(points: number, state: SettlingState): Leg[] {
  const repaid = Math.min(points, state.owed);
  const earned = points - repaid;
  state.owed -= repaid;
  state.own.remaining += earned;
  return legs([
    leg('issued', 'owed', repaid, null, 'debt_repaid'),
    leg('issued', 'available', earned, state.own.lotId, 'earned'),
  ]);
}

function planFall(points: number, state: SettlingState): Leg[] {
  const planned: Leg[] = [];
  let left = points;
  const take = (lot: LotState, movement: Movement) => {
    const taken = Math.min(left, lot.remaining);
    lot.remaining -= taken;
    left -= taken;
    planned.push(leg('available', 'revoked', taken, lot.lotId, movement));
  };
  take(state.own, 'taken_back_own');
  for (const lot of [...state.others].sort(byExpiry)) take(lot, 'taken_back_other');
  state.owed += left;
  planned.push(leg('owed', 'revoked', left, null, 'taken_back_owed'));
  return legs(planned);
}

/** Earliest expiry first, those that never expire last; equal ones by age (ids grow with time). */
export function byExpiry(a: LotState, b: LotState): number {
  const expiry = (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
  if (expiry !== 0 && !Number.isNaN(expiry)) return expiry;
  return a.lotId.length - b.lotId.length || (a.lotId < b.lotId ? -1 : 1);
}

function leg(
  source: AccountName,
  destination: AccountName,
  amount: number,
  lotId: LotId | null,
  movement: Movement,
): Leg {
  return { source, destination, amount, lotId, movement };
}

function legs(planned: readonly Leg[]): Leg[] {
  return planned.filter((each) => each.amount > 0);
}
