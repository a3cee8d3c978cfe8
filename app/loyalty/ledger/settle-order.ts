import type { LotId } from '../ids.ts';
import type { Movement } from '../receipts/transfer-receipt.ts';

/** A member's accounts and the shop's side. A member's are stored as balances, the shop's are sums of transfers. */
export type AccountName =
  | 'issued'
  | 'redeemed'
  | 'expired'
  | 'revoked'
  | 'adjusted'
  /** Between two members or two lots: nothing stays there. */
  | 'moved'
  | 'pending'
  | 'available'
  | 'held'
  | 'owed';

/** A lot, as settling sees it. Points in each part; it changes as transfers are planned. */
export interface LotState {
  readonly lotId: LotId;
  pending: number;
  /** Available and unspent. */
  remaining: number;
  /** Expired and not taken back since. */
  expired: number;
  /** What its cause owes, and what was forgiven it. */
  owed: number;
  forgiven: number;
  /** Milliseconds since 1970, or null when it never expires. */
  readonly expiresAt: number | null;
}

/** One movement of a posting. */
export interface Leg {
  readonly source: AccountName;
  readonly destination: AccountName;
  readonly amount: number;
  readonly lotId: LotId;
  readonly movement: Movement;
}

/** What the posting of an order's difference changes. All lots are those of one member, under lock. */
export interface SettlingState {
  /** The order's own lots, the one that it fills first; perhaps still empty. */
  readonly own: readonly [LotState, ...LotState[]];
  /** The member's other lots with points left or with debt. */
  readonly others: readonly LotState[];
}

/** How an order's difference is posted, as its version says. */
export interface SettlingTerms {
  /** Whether the order's points can be spent at once, or are pending. */
  readonly isMature: boolean;
  readonly beyondBalance: 'owed' | 'forgiven';
  /** How much of what is forgiven otherwise is owed all the same: it had repaid a debt, which was then there. */
  readonly repaid?: number | undefined;
  /** Other lots that have expired by then pay nothing, however late their job is. Milliseconds since 1970. */
  readonly spendableAt?: number;
}

/** Whether a lot's points can be spent at a moment, as far as its end is concerned; milliseconds since 1970. */
export function isUnexpired({ expiresAt }: Pick<LotState, 'expiresAt'>, at: number): boolean {
  return expiresAt === null || expiresAt > at;
}

/**
 * Plans the transfers that bring what is posted for an order to what it is worth, and applies them to `state`, so
 * that a second order of the same member is planned on top of the first (the ledger's law 8).
 * @param difference points: worth less what is posted
 */
export function planSettlement(
  difference: number,
  state: SettlingState,
  terms: SettlingTerms,
): Leg[] {
  if (difference > 0) return planRise(difference, state, terms);
  if (difference < 0) return planFall(-difference, state, terms);
  return [];
}

/** Its own debt is cancelled first, then other debts are repaid, and the rest joins its lot. */
function planRise(points: number, { own, others }: SettlingState, terms: SettlingTerms): Leg[] {
  const plan = new Plan(points);
  for (const lot of own) {
    plan.move('issued', 'adjusted', lot, 'forgiven', -1, 'forgiveness_cancelled');
    plan.move('issued', 'owed', lot, 'owed', -1, 'own_debt_cancelled');
  }
  for (const lot of [...others].sort(byAge)) {
    plan.move('issued', 'owed', lot, 'owed', -1, 'debt_repaid');
  }
  const [lot] = own;
  if (terms.isMature) plan.move('issued', 'available', lot, 'remaining', 1, 'earned');
  else plan.move('issued', 'pending', lot, 'pending', 1, 'earned');
  return plan.legs;
}

/**
 * Its own pending points, its own unspent ones, its own that expired (nobody owes those), other available lots, earliest
 * expiry first, and what is left is owed or forgiven. What had repaid a debt is not forgiven: that debt would have been
 * repaid by nothing. What is promised to a redemption is left to it.
 */
function planFall(points: number, { own, others }: SettlingState, terms: SettlingTerms): Leg[] {
  const plan = new Plan(points);
  for (const lot of own) plan.move('pending', 'revoked', lot, 'pending', -1, 'taken_back_pending');
  for (const lot of own) plan.move('available', 'revoked', lot, 'remaining', -1, 'taken_back_own');
  for (const lot of own) plan.move('expired', 'revoked', lot, 'expired', -1, 'taken_back_expired');
  const { spendableAt = -Infinity } = terms;
  for (const lot of others.filter((each) => isUnexpired(each, spendableAt)).sort(byExpiry)) {
    plan.move('available', 'revoked', lot, 'remaining', -1, 'taken_back_other');
  }
  const [lot] = own;
  const owed = terms.beyondBalance === 'owed' ? Infinity : (terms.repaid ?? 0);
  plan.move('owed', 'revoked', lot, 'owed', 1, 'taken_back_owed', owed);
  plan.move('adjusted', 'revoked', lot, 'forgiven', 1, 'taken_back_forgiven');
  return plan.legs;
}

type Part = 'pending' | 'remaining' | 'expired' | 'owed' | 'forgiven';

/** Moves points until none are left to move. */
class Plan {
  readonly legs: Leg[] = [];
  private left: number;

  constructor(points: number) {
    this.left = points;
  }

  /** @param sign 1 where the lot's part grows, by `most` at most; -1 where it shrinks, as far as it goes */
  move(
    source: AccountName,
    destination: AccountName,
    lot: LotState,
    part: Part,
    sign: 1 | -1,
    movement: Movement,
    most = Infinity,
  ): void {
    const amount = Math.min(this.left, sign === 1 ? most : lot[part]);
    if (amount === 0) return;
    this.left -= amount;
    lot[part] += sign * amount;
    this.legs.push({ source, destination, amount, lotId: lot.lotId, movement });
  }
}

/** Earliest expiry first, those that never expire last; equal ones by age. */
export function byExpiry(
  a: Pick<LotState, 'lotId' | 'expiresAt'>,
  b: Pick<LotState, 'lotId' | 'expiresAt'>,
): number {
  const expiry = (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
  return expiry !== 0 && !Number.isNaN(expiry) ? expiry : byAge(a, b);
}

/** Ids grow with time. */
function byAge(a: Pick<LotState, 'lotId'>, b: Pick<LotState, 'lotId'>): number {
  return a.lotId.length - b.lotId.length || (a.lotId < b.lotId ? -1 : 1);
}
