import type { BxgyOffer } from '../store/discount-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { Collection } from '../store/product-types.ts';
import { type Basket, entitlement, sum } from './basket.ts';

interface Unit {
  readonly place: number;
  readonly price: Minor;
  readonly buys: boolean;
  readonly gets: boolean;
  used: boolean;
}

/** A cart's units one by one: as many as decide about any discount. */
const UNITS_OF_A_LINE_MAX = 500;

function unitsOf(offer: BxgyOffer, basket: Basket, collections: readonly Collection[]): Unit[] {
  const buys = entitlement(offer.buys.items, collections);
  const gets = entitlement(offer.gets.items, collections);
  return basket.lines.flatMap((line, place) =>
    Array.from({ length: Math.min(line.quantity, UNITS_OF_A_LINE_MAX) }, () => ({
      place,
      price: Math.round(line.amount / line.quantity),
      buys: buys(line),
      gets: gets(line),
      used: false,
    })),
  );
}

/** The units that pay for one use, the dearest first; undefined when there are too few. */
function bought({ need }: BxgyOffer['buys'], units: readonly Unit[]): Unit[] | undefined {
  const free = units
    .filter(({ buys, used }) => buys && !used)
    .toSorted((one, other) => other.price - one.price);
  const isEnough = (chosen: readonly Unit[]): boolean =>
    need.kind === 'quantity'
      ? chosen.length >= need.quantity
      : sum(chosen.map(({ price }) => price)) >= need.amount;
  const chosen: Unit[] = [];
  for (const unit of free) {
    if (isEnough(chosen)) break;
    chosen.push(unit);
  }
  return isEnough(chosen) ? chosen : undefined;
}

/** The units that one use makes cheaper, the cheapest first; undefined when there are too few. */
function got(
  quantity: number,
  units: readonly Unit[],
  paying: readonly Unit[],
): Unit[] | undefined {
  const chosen = units
    .filter((unit) => unit.gets && !unit.used && !paying.includes(unit))
    .toSorted((one, other) => one.price - other.price)
    .slice(0, quantity);
  return chosen.length === quantity ? chosen : undefined;
}

/**
 * What "buy X get Y" takes off each line: as often as there are X units that pay for Y others, and as the discount
 * allows in an order. https://help.shopify.com/manual/discounts/discount-types/buy-x-get-y
 */
export function buyXGetY(
  offer: BxgyOffer,
  basket: Basket,
  collections: readonly Collection[],
): Minor[] {
  const units = unitsOf(offer, basket, collections);
  const off = basket.lines.map(() => 0);
  const usesMax = offer.usesPerOrderMax ?? Number.POSITIVE_INFINITY;
  for (let uses = 0; uses < usesMax; uses += 1) {
    const paying = bought(offer.buys, units);
    const cheaper = paying && got(offer.gets.quantity, units, paying);
    if (!paying || !cheaper) break;
    for (const unit of [...paying, ...cheaper]) unit.used = true;
    for (const { place, price } of cheaper) {
      off[place] = (off[place] ?? 0) + Math.round(price * offer.gets.fraction);
    }
  }
  return off.map((amount, place) => Math.min(amount, basket.lines[place]?.amount ?? 0));
}
