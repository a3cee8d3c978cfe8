import { proportion, sumMinor } from '../money.ts';
import type { OrderFact, OrderFactLine } from '../orders/order-fact.ts';
import type { Program } from '../program/program.ts';

/**
 * Whether an order came back as a whole: it was cancelled or deleted, or all that was paid for its goods was refunded, by
 * lines, by amount, or partly by each; shipping and tips may be kept. Where nothing was paid, for a free product, all pieces
 * were returned.
 */
export function cameBack(fact: OrderFact): boolean {
  if (fact.cancelledAt !== null || fact.deleted) return true;
  if (fact.refundIds.length === 0) return false;
  const paid = sumMinor(fact.lines.map(priceOf));
  if (paid > 0 ? fact.refundedWithoutLines >= leftToRefund(fact) : isReturned(fact)) return true;
  return fact.chargedWithLines > 0 && fact.refundedWithoutLines >= fact.chargedWithLines;
}

function priceOf({ gross, discount }: OrderFactLine): number {
  return gross - discount;
}

/** What was paid for goods and not refunded by their lines, with the tax on top of it; minor units. */
function leftToRefund({ lines, taxesIncluded }: OrderFact): number {
  return sumMinor(
    lines.map((line) => {
      const price = priceOf(line);
      const left = price - line.refunded;
      const isTaxed = !taxesIncluded && left > 0 && line.tax > 0;
      return left + (isTaxed ? proportion(left, line.tax, price) : 0);
    }),
  );
}

function isReturned({ lines }: OrderFact): boolean {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return pieces > 0 && lines.every((line) => line.refundedQuantity >= line.quantity);
}

/** What the newest state of the order that used a code makes of the redemption. */
export type AfterOrder =
  | 'used'
  /** Its points go back, once. */
  | 'give_back'
  /** Its points had gone back, for the code was believed to be gone: they are taken again. */
  | 'take_again'
  /** Nothing changes any more. */
  | 'settled';

/**
 * What an order does to the redemption whose code it was placed with. It is the newest state alone that decides, so the
 * order in which states are heard of makes no difference; what was given back is not taken again, unless it was given back for
 * another order than the one that used the code first.
 * @param redemption `returnedOrderId` is the order with whose return its points went back
 * @param afterReturn as the version says that promised the reward
 */
export function followOrder(
  redemption: {
    readonly state: string;
    readonly points: number;
    readonly returnedOrderId: OrderFact['orderId'] | null;
  },
  fact: OrderFact,
  afterReturn: Program['redemption']['afterReturn'],
): AfterOrder {
  const isBack = cameBack(fact);
  if (redemption.state === 'returned') {
    if ((redemption.returnedOrderId ?? fact.orderId) === fact.orderId) return 'settled';
    return isBack ? 'give_back' : 'take_again';
  }
  // Where a return would have given them back, they are where they belong.
  if (redemption.state === 'cancelled' || redemption.state === 'failed') {
    return isBack && afterReturn === 'given_back' ? 'settled' : 'take_again';
  }
  const comesBack = isBack && afterReturn === 'given_back' && redemption.points > 0;
  return comesBack ? 'give_back' : 'used';
}
