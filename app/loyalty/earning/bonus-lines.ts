import type { OrderTraits } from '../orders/order-traits.ts';
import type { LineScope, OrderConditions } from '../program/parts.ts';

import { type InScope, inScope } from '../orders/line-scope.ts';
import type { WeighedLine } from './weighed-lines.ts';
import type { WeighedOrder } from './weighed-order.ts';

/** A piece of what counts of an order: a line, or with no units and no product whatever else counts. */
export interface Piece {
  readonly line: WeighedLine | null;
  readonly counted: number;
  readonly units: number;
}

/** An order in pieces, its lines first. */
export function piecesOf({ lines, counted }: WeighedOrder): Piece[] {
  let rest = counted;
  const pieces: Piece[] = lines.map((line) => {
    rest -= line.counted;
    return { line, counted: line.counted, units: line.units };
  });
  return rest > 0 ? [...pieces, { line: null, counted: rest, units: 0 }] : pieces;
}

/** Which pieces of an order something is for, and why none is. */
export interface ChosenPieces {
  readonly pieces: readonly Piece[];
  readonly reason: 'no_such_line' | 'not_known' | null;
}

/**
 * Chooses those pieces that count for something and lie in a scope. What counts besides lines belongs to the whole order,
 * and to nothing that names lines.
 */
export function choosePieces(
  pieces: readonly Piece[],
  scope: LineScope,
  subscriptions: OrderConditions['subscriptions'],
  { traits }: WeighedOrder,
): ChosenPieces {
  const counting = pieces.filter(({ counted }) => counted > 0);
  if (scope === 'all' && subscriptions === 'all') return chosenOf(counting, false);
  const chosen: Piece[] = [];
  let isUnknown = false;
  for (const piece of counting) {
    if (!piece.line) continue;
    const isBought = boughtBy(subscriptions, piece.line, traits);
    const isWanted = isBought === 'yes' ? inScope(scope, piece.line, traits) : isBought;
    if (isWanted === 'yes') chosen.push(piece);
    else if (isWanted === 'not_known') isUnknown = true;
  }
  return chosenOf(chosen, isUnknown);
}

function chosenOf(pieces: readonly Piece[], isUnknown: boolean): ChosenPieces {
  if (pieces.length > 0) return { pieces, reason: null };
  return { pieces, reason: isUnknown ? 'not_known' : 'no_such_line' };
}

function boughtBy(
  subscriptions: OrderConditions['subscriptions'],
  { lineId }: WeighedLine,
  traits: OrderTraits | null,
): InScope {
  if (subscriptions === 'all') return 'yes';
  if (!traits?.subscriptionLines) return 'not_known';
  const isSubscribed = traits.subscriptionLines.includes(lineId);
  return isSubscribed === (subscriptions === 'only') ? 'yes' : 'no';
}

/** What pieces count for together, in minor units. */
export function countedIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { counted }) => sum + counted, 0);
}
