import type { AmountWorth } from './amount-worth.ts';
import { countedIn, type Piece } from './bonus-lines.ts';
import type { OpenBonus } from './open-bonuses.ts';

/** Which bonus each piece of an order earns by, where the best wins. */
export type BestMultiples = ReadonlyMap<Piece, OpenBonus>;

/** Most ways to choose that are tried: a program with more limited multiples for one order than it takes is not meant. */
const TRIED_MAX = 256;

/**
 * The highest multiple of each piece; of equal ones the one that stands first. One that its limit cuts off makes way where
 * the order earns more by the others: otherwise a point that is left of triple would cost what double gives. Only one that
 * is cut off can be better left out, so what is tried is without some of these.
 * @param worth of the order before any multiple; it stays as it is
 */
export function bestMultiples(open: readonly OpenBonus[], worth: AmountWorth): BestMultiples {
  const multiples = open.filter(({ bonus }) => bonus.gives.kind === 'multiple');
  let best = highestOf(multiples);
  if (multiples.every(({ room }) => room.points === Infinity)) return best;
  let most = -1;
  const ways: (readonly OpenBonus[])[] = [multiples];
  const known = new Set([keysOf(multiples)]);
  // It is walked in the order of its growth.
  for (const way of ways) {
    const candidate = highestOf(way);
    const { points, cutOff } = given(candidate, way, worth);
    if (points > most) [best, most] = [candidate, points];
    for (const each of cutOff) {
      const rest = way.filter((other) => other !== each);
      if (known.size >= TRIED_MAX || known.has(keysOf(rest))) continue;
      known.add(keysOf(rest));
      ways.push(rest);
    }
  }
  return best;
}

function keysOf(multiples: readonly OpenBonus[]): string {
  return multiples.map(({ bonus }) => bonus.key).join(' ');
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

/** What the multiples give together, in points, and which of them their limits cut off. */
function given(best: BestMultiples, multiples: readonly OpenBonus[], worth: AmountWorth) {
  const tried = worth.copy();
  const cutOff: OpenBonus[] = [];
  let sum = 0;
  for (const each of multiples) {
    const pieces = each.pieces.filter((piece) => best.get(piece) === each);
    const part = tried.add(countedIn(pieces), percentOf(each) - 100, each.room.points);
    if (part.points < part.uncut) cutOff.push(each);
    sum += part.points;
  }
  return { points: sum, cutOff };
}

function percentOf({ bonus: { gives } }: OpenBonus): number {
  return gives.kind === 'multiple' ? gives.percent : 100;
}
