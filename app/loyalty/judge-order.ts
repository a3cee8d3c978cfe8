import { proportion, sumMinor, minorDigits } from './money.ts';
import type { OrderFact, OrderFactLine } from './order-fact.ts';
import { type ProgramVersion, versionInForce } from './program.ts';
import type { NothingEarned, OrderReceipt, ReceiptLine } from './receipt.ts';

/** What of the shop matters to a judgement. */
export interface ShopTerms {
  readonly currency: string;
  /** Test orders count on development shops, and nowhere else. */
  readonly isDevelopment: boolean;
}

/**
 * Says what an order is worth in its newest state, by the version that was in force at its `processed_at`.
 * @param versions all published versions of the shop's program
 * @returns the receipt; `points` is the whole worth, and `pointsBefore` is left at 0 for the settling to fill
 * @throws AmountError when amounts are too large to be exact
 */
export function judgeOrder(
  fact: OrderFact,
  versions: readonly ProgramVersion[],
  shop: ShopTerms,
): OrderReceipt {
  const inForce = versionInForce(versions, new Date(fact.processedAt));
  const rule = inForce?.program.earning.order;
  const count = countOrder(fact);
  const pointsPerUnit = rule?.pointsPerUnit ?? 0;
  const unit = 10 ** minorDigits(fact.currency);
  const worth = Math.floor(count.counted / unit) * pointsPerUnit;
  const nothing = whyNothing(fact, inForce, shop) ?? (worth === 0 ? 'below_one_point' : null);
  return {
    kind: 'order',
    orderId: fact.orderId,
    orderName: fact.name,
    programVersion: inForce?.version ?? null,
    rule: rule?.rule ?? null,
    currency: fact.currency,
    ...count,
    pointsPerUnit,
    points: nothing === null ? sumMinor([worth]) : 0,
    pointsBefore: 0,
    nothing,
  };
}

/**
 * Whether the buyer of this order becomes a member by it: every identified buyer, judged only by what does not
 * change during an order's life, so that any order of arrival enrols the same people.
 */
export function enrols(receipt: OrderReceipt): boolean {
  switch (receipt.nothing) {
    case 'no_customer':
    case 'test_order':
    case 'business_order':
    case 'before_program':
    case 'other_currency':
      return false;
    case 'not_paid':
    case 'cancelled':
    case 'deleted':
    case 'below_one_point':
    case null:
      return true;
  }
}

// What never changes is asked first: `enrols` relies on it.
function whyNothing(
  fact: OrderFact,
  inForce: ProgramVersion | undefined,
  shop: ShopTerms,
): NothingEarned | null {
  if (fact.customerId === null) return 'no_customer';
  if (fact.test && !shop.isDevelopment) return 'test_order';
  if (fact.business) return 'business_order';
  if (!inForce) return 'before_program';
  if (fact.currency !== shop.currency) return 'other_currency';
  if (fact.deleted) return 'deleted';
  if (fact.cancelledAt !== null) return 'cancelled';
  if (!fact.paid) return 'not_paid';
  return null;
}

/**
 * What counts of an order: per line, price times quantity, less discount allocations, less what was refunded of it;
 * gift cards count when they are used, so not when they are bought. An amount refunded without lines lowers it in
 * proportion to what the order still costs.
 */
function countOrder(
  fact: OrderFact,
): Pick<OrderReceipt, 'lines' | 'linesNet' | 'refundedWithoutLines' | 'shareOfRefund' | 'counted'> {
  const lines = fact.lines.map(receiptLine);
  const linesNet = sumMinor(lines.map((line) => line.net));
  const refundedWithoutLines = Math.max(0, fact.refundedWithoutLines);
  const charged = Math.max(fact.chargedWithLines, refundedWithoutLines, 1);
  const shareOfRefund = Math.min(linesNet, proportion(linesNet, refundedWithoutLines, charged));
  return {
    lines,
    linesNet,
    refundedWithoutLines,
    shareOfRefund,
    counted: linesNet - shareOfRefund,
  };
}

function receiptLine(line: OrderFactLine): ReceiptLine {
  const remaining = Math.max(0, line.gross - line.discount - line.refunded);
  return {
    lineId: line.lineId,
    title: line.title,
    quantity: line.quantity,
    gross: line.gross,
    discount: line.discount,
    refunded: line.refunded,
    net: line.giftCard ? 0 : remaining,
    excluded: line.giftCard ? 'gift_card' : null,
  };
}
