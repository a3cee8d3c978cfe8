import type { Bonus } from '../program/bonus.ts';
import type { ReceiptNoBonus } from '../receipts/order-receipt.ts';

import { type ChosenPieces, choosePieces, type Piece } from './bonus-lines.ts';
import { type Asked, orderUnmet, windowUnmet } from './conditions.ts';
import { type Room, roomIn } from './limits.ts';
import type { NotGiven } from '../receipts/not-given.ts';
import type { WeighedOrder } from './weighed-order.ts';

/** A bonus that an order gets. */
export interface OpenBonus {
  readonly bonus: Bonus;
  readonly pieces: ChosenPieces['pieces'];
  readonly room: Room;
}

/** The bonuses that an order gets as far as each is looked at alone, and the others with the reason. */
export interface SortedBonuses {
  readonly open: readonly OpenBonus[];
  readonly closed: readonly ReceiptNoBonus[];
}

/** Sorts bonuses by whether an order gets them. */
export function sortBonuses(
  bonuses: readonly Bonus[],
  order: WeighedOrder,
  pieces: readonly Piece[],
  asked: Asked,
): SortedBonuses {
  const open: OpenBonus[] = [];
  const closed: ReceiptNoBonus[] = [];
  for (const bonus of bonuses) {
    const found = lookAt(bonus, order, pieces, asked);
    if ('reason' in found) closed.push({ key: bonus.key, name: bonus.name, ...found });
    else open.push(found);
  }
  return { open, closed };
}

function lookAt(
  bonus: Bonus,
  order: WeighedOrder,
  pieces: readonly Piece[],
  asked: Asked,
): OpenBonus | NotGiven {
  const unmet =
    windowUnmet(bonus.window, order.processedAt) ?? orderUnmet(bonus.conditions, order, asked);
  if (unmet) return unmet;
  const chosen = choosePieces(pieces, bonus.lines, bonus.conditions.subscriptions, order);
  if (chosen.reason) return { reason: chosen.reason };
  const room = roomIn(bonus.limits, bonus.key, asked.before);
  if (room.points === 0 && room.limit) return { reason: 'limit_reached', ...room.limit };
  return { bonus, pieces: chosen.pieces, room };
}
