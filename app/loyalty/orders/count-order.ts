import { inScope } from './line-scope.ts';
import type { OrderRule } from '../program/earning-rules.ts';
import { proportion, sumMinor } from '../money.ts';
import type { OrderFact, OrderFactLine } from './order-fact.ts';
import type { OrderTraits } from './order-traits.ts';
import type { OrderReceipt, ReceiptExtra, ReceiptLine } from '../receipts/order-receipt.ts';

/** What counts of an order, and how it came to that. */
export type Counted = Pick<
  OrderReceipt,
  | 'lines'
  | 'linesNet'
  | 'extras'
  | 'refundedWithoutLines'
  | 'shareOfRefund'
  | 'paidByGiftCard'
  | 'shareOfGiftCard'
  | 'counted'
>;

/**
 * What counts of an order (the ledger's law 9), in minor units of the shop's money: per line, price times quantity, less
 * discount allocations, less what was refunded of it; besides that what the rule says. An amount refunded without lines
 * lowers it in proportion to what the order still costs, and so does a gift card that earned when it was bought.
 * @param traits what was learnt of the order when it was first seen; null where that is not known
 * @throws AmountError when amounts are too large to be exact
 */
export function countOrder(
  fact: OrderFact,
  rule: Pick<OrderRule, 'counts' | 'lines'>,
  traits: OrderTraits | null,
): Counted {
  const { counts } = rule;
  const lines = fact.lines.map((line) =>
    countLine(line, fact, counts, leftOut(line, rule, traits)),
  );
  const linesNet = sumMinor(lines.map((line) => line.net));
  const extras = countExtras(fact, counts);
  const whole = sumMinor([linesNet, ...extras.map(({ amount }) => amount)]);
  const refundedWithoutLines = Math.max(0, fact.refundedWithoutLines);
  const cost = Math.max(fact.chargedWithLines, refundedWithoutLines, 1);
  const shareOfRefund = Math.min(whole, proportion(whole, refundedWithoutLines, cost));
  const afterRefund = whole - shareOfRefund;
  const paidByGiftCard = counts.giftCards === 'when_bought' ? Math.max(0, fact.paidByGiftCard) : 0;
  const paid = Math.max(cost - refundedWithoutLines, paidByGiftCard, 1);
  const shareOfGiftCard = Math.min(afterRefund, proportion(afterRefund, paidByGiftCard, paid));
  return {
    lines,
    linesNet,
    extras,
    refundedWithoutLines,
    shareOfRefund,
    paidByGiftCard,
    shareOfGiftCard,
    counted: afterRefund - shareOfGiftCard,
  };
}

/** Why nothing of a line counts. */
function leftOut(
  line: OrderFactLine,
  { counts, lines }: Pick<OrderRule, 'counts' | 'lines'>,
  traits: OrderTraits | null,
): ReceiptLine['excluded'] {
  if (line.giftCard && counts.giftCards === 'when_used') return 'gift_card';
  const scoped = inScope(lines, line, traits);
  if (scoped === 'yes') return null;
  return scoped === 'no' ? 'left_out' : 'not_known';
}

function countLine(
  line: OrderFactLine,
  fact: OrderFact,
  counts: OrderRule['counts'],
  excluded: ReceiptLine['excluded'],
): ReceiptLine {
  const price = Math.max(0, line.gross - line.discount);
  const remaining = Math.max(0, price - line.refunded);
  const tax = excluded ? 0 : taxChange(remaining, price, line.tax, fact, counts);
  return {
    lineId: line.lineId,
    title: line.title,
    quantity: line.quantity,
    gross: line.gross,
    discount: line.discount,
    refunded: line.refunded,
    tax,
    net: excluded ? 0 : remaining + tax,
    excluded,
  };
}

/** By how much the rule's view of tax changes a price that stands `remaining` of `price`; never below nothing. */
function taxChange(
  remaining: number,
  price: number,
  tax: number,
  { taxesIncluded }: OrderFact,
  counts: OrderRule['counts'],
): number {
  const share = price === 0 ? 0 : proportion(remaining, Math.max(0, tax), price);
  if (counts.tax === 'included' && !taxesIncluded) return share;
  if (counts.tax === 'excluded' && taxesIncluded)
    return share === 0 ? 0 : -Math.min(remaining, share);
  return 0;
}

function countExtras(fact: OrderFact, counts: OrderRule['counts']): ReceiptExtra[] {
  const shipping = Math.max(0, fact.shipping);
  const shippingTax = taxChange(shipping, shipping, fact.shippingTax, fact, counts);
  const extras: ReceiptExtra[] = [
    { kind: 'shipping', amount: counts.shipping ? shipping + shippingTax : 0 },
    { kind: 'tips', amount: counts.tips ? Math.max(0, fact.tips) : 0 },
    { kind: 'duties', amount: counts.duties ? Math.max(0, fact.duties) : 0 },
  ];
  return extras.filter(({ amount }) => amount > 0);
}
