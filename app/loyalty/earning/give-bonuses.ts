import type { EarningRules } from '../program/earning-rules.ts';
import type { ReceiptBonus, ReceiptCut, ReceiptNoBonus } from '../receipts/order-receipt.ts';

import type { AmountWorth, PartOfWorth } from './amount-worth.ts';
import { bestMultiples } from './best-bonuses.ts';
import { countedIn, type Piece } from './bonus-lines.ts';
import type { Room } from './limits.ts';
import type { OpenBonus } from './open-bonuses.ts';

/** What bonuses gave, and which gave nothing because another was better. */
export interface GivenBonuses {
  readonly given: readonly ReceiptBonus[];
  readonly outdone: readonly ReceiptNoBonus[];
}

/**
 * Gives an order its bonuses. Where they add up, each adds what it is over 100 % (double and triple are four times), and
 * all fixed points are given; where the best wins, each line earns its best multiple, and the best of the fixed ones is
 * given, each as far as its limit lets it. Of equal ones it is the one that stands first.
 * @param worth of the order by its amount, what it earns anyway added already; multiples are added to it
 * @throws AmountError when it is more than can be counted with
 */
export function giveBonuses(
  open: readonly OpenBonus[],
  combining: EarningRules['combining'],
  worth: AmountWorth,
): GivenBonuses {
  const best = combining === 'best_wins' ? bestOf(open, worth) : null;
  const given: ReceiptBonus[] = [];
  const outdone: ReceiptNoBonus[] = [];
  for (const each of open) {
    const { bonus } = each;
    const pieces = best ? each.pieces.filter((piece) => best.of(piece, each)) : each.pieces;
    if (pieces.length === 0) {
      outdone.push({ key: bonus.key, name: bonus.name, reason: 'another_was_better' });
    } else given.push(give(each, pieces, worth));
  }
  return { given, outdone };
}

function give(
  { bonus, room }: OpenBonus,
  pieces: readonly Piece[],
  worth: AmountWorth,
): ReceiptBonus {
  const { key, name, gives } = bonus;
  const counted = countedIn(pieces);
  const units = unitsIn(pieces);
  const part =
    gives.kind === 'multiple'
      ? worth.add(counted, gives.percent - 100, room.points)
      : fixedPoints(bonus, units, room);
  return { key, name, gives, counted, units, points: part.points, cut: cutOf(part, room) };
}

/** What a limit took from a rule; null where it took nothing. */
export function cutOf({ points, uncut }: PartOfWorth, { limit }: Room): ReceiptCut | null {
  return limit && points < uncut ? { ...limit, uncut } : null;
}

function fixedPoints({ gives }: OpenBonus['bonus'], units: number, room: Room): PartOfWorth {
  const uncut = pointsBesides(gives, units);
  return { points: Math.min(uncut, room.points), uncut };
}

/** Points that do not depend on the amount. */
function pointsBesides(gives: OpenBonus['bonus']['gives'], units: number): number {
  switch (gives.kind) {
    case 'multiple':
      return 0;
    case 'per_item':
      return gives.points * units;
    case 'per_order':
      return gives.points;
  }
}

function unitsIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { units }) => sum + units, 0);
}

/** Which bonus a piece of the order earns by. */
function bestOf(open: readonly OpenBonus[], worth: AmountWorth) {
  const multiples = bestMultiples(open, worth);
  let fixed: { each: OpenBonus; points: number } | null = null;
  for (const each of open) {
    const { bonus, pieces, room } = each;
    if (bonus.gives.kind === 'multiple') continue;
    const { points } = fixedPoints(bonus, unitsIn(pieces), room);
    if (!fixed || fixed.points < points) fixed = { each, points };
  }
  const best = fixed?.each;
  return {
    of: (piece: Piece, each: OpenBonus) => best === each || multiples.get(piece) === each,
  };
}
