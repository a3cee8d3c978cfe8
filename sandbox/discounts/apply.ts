import type { Discount, MinimumRequirement, RedeemCode } from '../store/discount-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { Collection } from '../store/product-types.ts';
import { amountsOff } from './amounts.ts';
import { type Basket, type BasketLine, entitlement, sum } from './basket.ts';
import { buyXGetY } from './buy-x-get-y.ts';
import { classOf } from './classes.ts';

/** A discount that may be used here, and the code with which. */
export interface Candidate {
  readonly discount: Discount;
  /** Null of an automatic one. */
  readonly code: RedeemCode | null;
}

/** What a discount takes off. */
export interface Applied extends Candidate {
  /** In the basket's order. */
  readonly lines: readonly Minor[];
  readonly shipping: Minor;
}

function meets(
  minimum: MinimumRequirement | null,
  lines: readonly BasketLine[],
  amounts: readonly Minor[],
): boolean {
  if (minimum === null) return true;
  return minimum.kind === 'subtotal'
    ? sum(amounts) >= minimum.amount
    : sum(lines.map(({ quantity }, place) => ((amounts[place] ?? 0) > 0 ? quantity : 0))) >=
        minimum.quantity;
}

/** What a product or order discount takes off, of what the lines cost before it; nothing unless its minimum is met. */
function offLines(
  { discount }: Candidate,
  basket: Basket,
  amounts: readonly Minor[],
  collections: readonly Collection[],
): Minor[] {
  const { offer, minimum } = discount;
  const nothing = basket.lines.map(() => 0);
  if (offer.kind === 'free_shipping') return nothing;
  if (offer.kind === 'bxgy') return buyXGetY(offer, basket, collections);
  const isEntitled = entitlement(offer.items, collections);
  const entitled = basket.lines.map((line, place) =>
    isEntitled(line) ? (amounts[place] ?? 0) : 0,
  );
  // What is required is required of the items that the discount is for.
  if (!meets(minimum, basket.lines, entitled)) return nothing;
  return amountsOff(offer.value, basket.lines, entitled, classOf(discount) === 'order');
}

/** "By default, only one product discount applies per line": the better one. */
function bestOfEachLine(applied: readonly Applied[]): Applied[] {
  return applied.map((one, index) => ({
    ...one,
    lines: one.lines.map((amount, place) => {
      const beaten = applied.some((other, otherIndex) => {
        const otherAmount = other.lines[place] ?? 0;
        return otherAmount > amount || (otherAmount === amount && otherIndex < index);
      });
      return beaten ? 0 : amount;
    }),
  }));
}

function offShipping(candidate: Candidate, basket: Basket, amounts: readonly Minor[]): Applied {
  const { discount } = candidate;
  const fee = basket.shippingFee(sum(amounts));
  const feeMax = discount.offer.kind === 'free_shipping' ? discount.offer.feeMax : null;
  const waived = meets(discount.minimum, basket.lines, amounts) && (feeMax ?? fee) >= fee;
  return { ...candidate, lines: amounts.map(() => 0), shipping: waived ? fee : 0 };
}

/**
 * Uses discounts together, in the order of their classes: products, the order that is left, shipping
 * (https://help.shopify.com/manual/discounts/combining-discounts/discount-combinations).
 * @returns what each takes off; undefined where one of them would take off nothing
 */
export function applyTogether(
  candidates: readonly Candidate[],
  basket: Basket,
  collections: readonly Collection[],
): Applied[] | undefined {
  const ofClass = (wanted: string): Candidate[] =>
    candidates.filter(({ discount }) => classOf(discount) === wanted);
  let amounts = basket.lines.map(({ amount }) => amount);
  const takeOff = (applied: readonly Applied[]): void => {
    amounts = amounts.map(
      (amount, place) => amount - sum(applied.map((one) => one.lines[place] ?? 0)),
    );
  };
  const products = bestOfEachLine(
    ofClass('product').map((candidate) => ({
      ...candidate,
      lines: offLines(candidate, basket, amounts, collections),
      shipping: 0,
    })),
  );
  takeOff(products);
  const orders = ofClass('order').map((candidate): Applied => {
    const applied = {
      ...candidate,
      lines: offLines(candidate, basket, amounts, collections),
      shipping: 0,
    };
    takeOff([applied]);
    return applied;
  });
  const shipping = ofClass('shipping').map((candidate) => offShipping(candidate, basket, amounts));
  const all = [...products, ...orders, ...shipping];
  return all.every((one) => one.shipping + sum(one.lines) > 0) ? all : undefined;
}
