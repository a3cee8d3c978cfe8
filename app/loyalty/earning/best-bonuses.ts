import type { AmountWorth } from './amount-worth.ts';
import { countedIn, type Piece } from './bonus-lines.ts';
import type { OpenBonus } from './open-bonuses.ts';

/** Which bonus each piece of an order earns by, where the best wins. */
export type BestMultiples = ReadonlyMap<Piece, OpenBonus>;

/**
 * The highest multiple of each piece; of equal ones the one that stands first. One that its limit cuts off makes way where
 * the order earns more by the others: otherwise a point that is left of triple would cost what double gives.
 * @param worth of the order before any multiple; it stays as it is
 */
export function bestMultiples(open: readonly OpenBonus[], worth: AmountWorth): BestMultiples {
  const multiples = open.filter(({ bonus }) => bonus.gives.kind === 'multiple');
  const limited = multiples
    .filter(({ room }) => room.points < Infinity)
    .sort((one, other) => percentOf(other) - percentOf(one));
  let best = highestOf(multiples);
  if (limited.length === 0) return best;
  let most = given(best, multiples, worth);
  // Those with the most to give make way first.
  for (let count = 1; count <= limited.length; count += 1) {
    const others = multiples.filter((each) => !limited.slice(0, count).includes(each));
    const candidate = highestOf(others);
    const points = given(candidate, others, worth);
    if (points > most) [best, most] = [candidate, points];
  }
  return best;
}

function highestOf(multiples: readonly OpenBonus[]): BestMultiples {
  const best = new Map<Piece, OpenBonus>();
  for (const each of multiples) {
    for (const piece of each.pieces) {
      const known = best.get(piece);
      if (!known || percentOf(known) < percentOf(each)) best.set(piece, each);
    }
  }
  return best;
}

/** What the multiples give together, in points. */
function given(best: BestMultiples, multiples: readonly OpenBonus[], worth: AmountWorth): number {
  const tried = worth.copy();
  return multiples.reduce((sum, each) => {
    const pieces = each.pieces.filter((piece) => best.get(piece) === each);
    return sum + tried.add(countedIn(pieces), percentOf(each) - 100, each.room.points).points;
  }, 0);
}

function percentOf({ bonus: { gives } }: OpenBonus): number {
  return gives.kind === 'multiple' ? gives.percent : 100;
}
