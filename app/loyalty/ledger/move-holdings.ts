import type { LotId } from '../ids.ts';
import { sumMinor } from '../money.ts';
import type { OtherMovement } from '../receipts/transfer-receipt.ts';
import { type AccountName, byExpiry, type LotState } from './settle-order.ts';

/** A movement of a member's points that no order is the cause of. */
export interface HoldingLeg {
  readonly source: AccountName;
  readonly destination: AccountName;
  readonly amount: number;
  readonly lotId: LotId | null;
  readonly movement: OtherMovement;
}

/** What a member holds and owes. */
export interface Holdings {
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly owed: number;
}

/**
 * Holds a member to points that numbers can count exactly.
 * @throws AmountError when all of it together is more
 */
export function refuseUncountable(...holdings: readonly Partial<Holdings>[]): void {
  sumMinor(
    holdings.flatMap(({ pending = 0, available = 0, held = 0, owed = 0 }) => [
      pending,
      available,
      held,
      owed,
    ]),
  );
}

/**
 * All that one member has, on its way to another (the ledger's law 11): the lots stay what they are and change their
 * owner, so whole accounts move and name no lot.
 * @returns what leaves the one, and what reaches the other
 */
export function planHandover(holdings: Holdings): { leave: HoldingLeg[]; arrive: HoldingLeg[] } {
  const accounts = ['pending', 'available', 'held'] as const;
  const leave = accounts.map((account) => leg(account, 'moved', holdings[account], 'merged_out'));
  const arrive = accounts.map((account) => leg('moved', account, holdings[account], 'merged_in'));
  return {
    leave: present([...leave, leg('moved', 'owed', holdings.owed, 'merged_out')]),
    arrive: present([...arrive, leg('owed', 'moved', holdings.owed, 'merged_in')]),
  };
}

/**
 * Sets debt off against points: the oldest debt first, out of the lots that expire next. Changes the lots' states.
 * @param from which of a lot's points pay
 */
export function planSetOff(
  debts: readonly LotState[],
  paying: readonly LotState[],
  from: 'pending' | 'remaining',
): HoldingLeg[] {
  const legs: HoldingLeg[] = [];
  const byExpiryFirst = [...paying].sort(byExpiry);
  for (const debt of [...debts].sort((a, b) => ageOf(a) - ageOf(b))) {
    for (const lot of byExpiryFirst) {
      const amount = Math.min(debt.owed, lot[from]);
      if (amount === 0) continue;
      debt.owed -= amount;
      lot[from] -= amount;
      const account = from === 'pending' ? 'pending' : 'available';
      legs.push(
        leg(account, 'moved', amount, 'debt_set_off', lot.lotId),
        leg('moved', 'owed', amount, 'debt_set_off', debt.lotId),
      );
    }
  }
  return legs;
}

/**
 * Takes available points out of lots, the one that expires next first.
 * @returns null where there are not enough; nothing is changed then
 */
export function planHold(points: number, lots: readonly LotState[]): HoldingLeg[] | null {
  if (lots.reduce((sum, lot) => sum + lot.remaining, 0) < points) return null;
  const legs: HoldingLeg[] = [];
  let left = points;
  for (const lot of [...lots].sort(byExpiry)) {
    const amount = Math.min(left, lot.remaining);
    if (amount === 0) continue;
    left -= amount;
    lot.remaining -= amount;
    legs.push(leg('available', 'held', amount, 'held', lot.lotId));
  }
  return legs;
}

/** Ids grow with time. */
function ageOf({ lotId }: Pick<LotState, 'lotId'>): number {
  return Number(lotId);
}

function leg(
  source: AccountName,
  destination: AccountName,
  amount: number,
  movement: OtherMovement,
  lotId: LotId | null = null,
): HoldingLeg {
  return { source, destination, amount, lotId, movement };
}

function present(legs: readonly HoldingLeg[]): HoldingLeg[] {
  return legs.filter((each) => each.amount > 0);
}
