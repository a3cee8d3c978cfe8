import type { Minor } from '../store/scalars.ts';
import type { Order, OrderLine } from '../store/order-types.ts';
import { taxOf } from './money.ts';

/** What an order comes to. Minor units; `current…` is after refunds of lines and shipping. */
export interface OrderTotals {
  /** `total_line_items_price`: before discounts. */
  lineItems: Minor;
  discounts: Minor;
  /** `subtotal_price`: lines after discounts. */
  subtotal: Minor;
  total: Minor;
  currentSubtotal: Minor;
  currentDiscounts: Minor;
  currentShipping: Minor;
  currentTax: Minor;
  currentDuties: Minor;
  currentTotal: Minor;
  /** Taken in by successful transactions. */
  paid: Minor;
  /** Given back by successful transactions. */
  refunded: Minor;
  /** `total_outstanding`: what is still to be paid. */
  outstanding: Minor;
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => Minor): Minor {
  return items.reduce((total, item) => total + amountOf(item), 0);
}

/** What a line costs after its discounts. */
export function netOfLine(line: OrderLine): Minor {
  return line.price * line.quantity - line.discount;
}

/** How many units of a line have been refunded. */
export function refundedQuantity(order: Order, lineId: string): number {
  return sum(order.refunds, (refund) =>
    sum(refund.lines, (line) => (line.lineId === lineId ? line.quantity : 0)),
  );
}

/** Whether an order's prices contain the tax: as it says itself, or else as the shop does. */
export function taxIsIncluded(
  order: { taxesIncluded?: boolean | undefined },
  byTheShop: boolean,
): boolean {
  return order.taxesIncluded ?? byTheShop;
}

/** What has been taken in for an order, given back, and is on its way back. */
export function moneyMoved(order: Order): { paid: Minor; refunded: Minor; refunding: Minor } {
  let paid = 0;
  let refunded = 0;
  let refunding = 0;
  for (const { kind, status, amount } of order.transactions) {
    if (status === 'success' && (kind === 'sale' || kind === 'capture')) paid += amount;
    if (status === 'success' && kind === 'refund') refunded += amount;
    if (status === 'pending' && kind === 'refund') refunding += amount;
  }
  return { paid, refunded, refunding };
}

function shareOfDiscount(order: Order, line: OrderLine): Minor {
  const left = line.quantity - refundedQuantity(order, line.id);
  return Math.round((line.discount * left) / line.quantity);
}

/**
 * Adds an order up.
 * @param order the order
 * @param taxesIncluded whether prices contain the tax, as the shop says; an order may say otherwise
 */
export function totalsOf(order: Order, taxesIncluded: boolean): OrderTotals {
  const lineItems = sum(order.lines, (line) => line.price * line.quantity);
  const discounts = sum(order.lines, (line) => line.discount);
  const subtotal = lineItems - discounts;
  const taxOnTop = taxIsIncluded(order, taxesIncluded) ? 0 : 1;
  const refundedLines = order.refunds.flatMap((refund) => refund.lines);
  const currentSubtotal = subtotal - sum(refundedLines, (line) => line.subtotal);
  const currentShipping = order.shipping - sum(order.refunds, (refund) => refund.shipping);
  const refundedTax =
    sum(refundedLines, (line) => line.tax) + sum(order.refunds, (refund) => refund.shippingTax);
  const currentTax = order.tax - refundedTax;
  const { tip = 0, duties = 0 } = order;
  const currentDuties = duties - sum(order.refunds, (refund) => refund.duties ?? 0);
  const currentTotal =
    currentSubtotal + currentShipping + taxOnTop * currentTax + currentDuties + tip;
  const { paid, refunded } = moneyMoved(order);
  const withoutLines = sum(order.refunds, (refund) => refund.amountWithoutLines);
  const owed = currentTotal - withoutLines - (paid - refunded);
  return {
    lineItems,
    discounts,
    subtotal,
    total: subtotal + order.shipping + taxOnTop * order.tax + duties + tip,
    currentSubtotal,
    currentDiscounts: sum(order.lines, (line) => shareOfDiscount(order, line)),
    currentShipping,
    currentTax,
    currentDuties,
    currentTotal,
    paid,
    refunded,
    outstanding: order.cancelledAt === null ? Math.max(0, owed) : 0,
  };
}

/** The tax of a line after its discounts. */
export function taxOfLine(line: OrderLine, taxesIncluded: boolean): Minor {
  return taxOf(netOfLine(line), line.taxRatePercent, taxesIncluded);
}
