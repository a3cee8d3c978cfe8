import type { FoundRedemption } from './found-ledger.ts';
import type { TrueOrder, TrueOrderState, TrueVersion } from './history.ts';
import type { ToldRedemption } from './deeds/told.ts';
import { isOf, type ToldLine } from './told-history.ts';

/** What redemptions are judged by. */
export interface RedemptionEvidence {
  readonly told: readonly ToldLine[];
  readonly orders: readonly TrueOrder[];
  readonly versions: readonly TrueVersion[];
  readonly judgedAt: Date;
  readonly becomes: (customerId: string) => string;
}

/** Redemptions that are not as they have to be, by what was told and by the orders that used their codes. */
export function judgeRedemptions(
  evidence: RedemptionEvidence,
  found: readonly FoundRedemption[],
): object[] {
  const promises = promisesOf(evidence.told);
  const byId = new Map(found.map((each) => [each.id, each]));
  const wrong = promises.flatMap(({ customerId, reward, redemption }): object[] => {
    const kept = byId.get(redemption.id);
    if (!kept) return [{ problem: 'gone', redemption }];
    const isSame =
      kept.customerId === evidence.becomes(customerId) &&
      kept.reward === reward &&
      kept.points === redemption.points &&
      kept.amount === redemption.amount &&
      (redemption.code === null || codesOf(kept).includes(redemption.code));
    if (!isSame) return [{ problem: 'another', redemption, found: kept }];
    const possible = possibleStates(evidence, kept);
    return possible.includes(kept.state) ? [] : [{ problem: 'state', possible, found: kept }];
  });
  const known = new Set(promises.map(({ redemption }) => redemption.id));
  const untold = found.filter(({ id, points }) => points > 0 && !known.has(id));
  return [...wrong, ...untold.map((each) => ({ problem: 'never asked for', found: each }))];
}

function promisesOf(told: readonly ToldLine[]) {
  return told.filter(isOf('redemption')).flatMap(({ customerId, reward, answers }) => {
    const redemptions = answers.flatMap(({ redemption }): ToldRedemption[] =>
      redemption ? [redemption] : [],
    );
    // Asked twice under one name it is one: each other id is one that nobody may have.
    const ids = new Map(redemptions.map((redemption) => [redemption.id, redemption]));
    return [...ids.values()].map((redemption, index) => ({
      customerId,
      reward: index === 0 ? reward : `${reward}, twice`,
      redemption,
    }));
  });
}

/** Every state that a redemption may be in, once all is done. */
export function possibleStates(
  evidence: RedemptionEvidence,
  redemption: FoundRedemption,
): string[] {
  const { told, judgedAt } = evidence;
  const { id, kind, validUntil } = redemption;
  const codes = codesOf(redemption);
  const answersOf = (what: 'cancellation' | 'handing over') =>
    told
      .filter(isOf(what))
      .filter(({ redemptionId }) => redemptionId === id)
      .flatMap(({ answers }) => answers.map(({ state }) => state));
  const wasCancelled = answersOf('cancellation').some((state) => state.startsWith('cancel'));
  if (kind === 'store_credit' || kind === 'gift_card') return ['used', 'failed'];
  const isOver = validUntil !== null && validUntil <= judgedAt;
  const untouched = isOver ? 'expired' : 'ready';
  if (kind === 'experience') {
    const handedOver = answersOf('handing over');
    if (wasCancelled) return ['cancelled'];
    if (handedOver.includes('done')) return ['used'];
    return handedOver.includes('not_open') ? ['used', untouched] : [untouched];
  }
  if (codes.length === 0) return ['failed', 'cancelled'];
  const order = evidence.orders.find(({ states }) =>
    states.some((state) => state.codes.some((code) => codes.includes(code))),
  );
  if (order) {
    const possible = afterOrder(evidence, redemption, order);
    // Heard of only after it had come back: then its points are back already.
    const isBack = wasCancelled && possible.includes('returned');
    return isBack ? [...possible, 'cancelled'] : possible;
  }
  if (wasCancelled) return ['cancelled'];
  return isWithoutRemedy(evidence, redemption) ? [untouched, 'failed'] : [untouched];
}

/** Staff took her code at Shopify, which would not make another: then she has her points back. */
function isWithoutRemedy({ told }: RedemptionEvidence, redemption: FoundRedemption): boolean {
  if (redemption.problem !== 'unavailable' || redemption.points === 0) return false;
  const codes = codesOf(redemption);
  return told.filter(isOf('meddling')).some(({ code }) => code === null || codes.includes(code));
}

/** Every code that she ever had of it. */
function codesOf({ code, formerCodes }: FoundRedemption): string[] {
  return code === null ? [] : [code, ...formerCodes];
}

function afterOrder(
  { versions }: RedemptionEvidence,
  { version }: FoundRedemption,
  { states }: TrueOrder,
): string[] {
  const program = versions.find((each) => each.version === version)?.program;
  if (program?.redemption.afterReturn !== 'given_back') return ['used'];
  const last = states.at(-1);
  if (last && cameBack(last)) return ['returned'];
  // What was given back stays given back, whatever becomes of the order then.
  return states.some(cameBack) ? ['used', 'returned'] : ['used'];
}

function cameBack(state: TrueOrderState): boolean {
  if (state.cancelled || state.deleted) return true;
  let paid = 0;
  let left = 0;
  for (const line of state.lines) {
    const price = line.price * line.quantity - line.discount;
    const kept = price - line.refunded;
    paid += price;
    left += kept;
    if (!state.taxesIncluded && kept > 0) {
      left += Math.floor((2 * kept * line.tax + price) / (2 * price));
    }
  }
  if (paid > 0 && state.refundedByAmount >= left) return true;
  return state.cost > 0 && state.refundedByAmount >= state.cost;
}

/** Points that a redemption has taken for good, as it stands. */
export function spentBy({ state, kind, points }: FoundRedemption): number {
  if (['cancelled', 'failed', 'returned', 'pending'].includes(state)) return 0;
  return kind === 'experience' && state === 'ready' ? 0 : points;
}

/** Points that are promised to it and not spent. */
export function heldBy({ state, kind, points }: FoundRedemption): number {
  return state === 'pending' || (kind === 'experience' && state === 'ready') ? points : 0;
}
