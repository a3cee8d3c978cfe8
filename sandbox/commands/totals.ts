import type { FinancialStatus, Minor, Order, OrderLine } from '../store/types.ts';
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

/** What has been taken in and given back for an order. */
export function moneyMoved(order: Order): { paid: Minor; refunded: Minor } {
  const successful = order.transactions.filter(({ status }) => status === 'success');
  const moved = (kinds: readonly string[]): Minor =>
    sum(successful, ({ kind, amount }) => (kinds.includes(kind) ? amount : 0));
  return { paid: moved(['sale', 'capture']), refunded: moved(['refund']) };
}

function shareOfDiscount(order: Order, line: OrderLine): Minor {
  const left = line.quantity - refundedQuantity(order, line.id);
  return Math.round((line.discount * left) / line.quantity);
}

/**
 * Adds an order up.
 * @param order the order
 * @param taxesIncluded whether prices contain the tax, as the shop says
 */
export function totalsOf(order: Order, taxesIncluded: boolean): OrderTotals {
  const lineItems = sum(order.lines, (line) => line.price * line.quantity);
  const discounts = sum(order.lines, (line) => line.discount);
  const subtotal = lineItems - discounts;
  const taxOnTop = taxesIncluded ? 0 : 1;
  const refundedLines = order.refunds.flatMap((refund) => refund.lines);
  const currentSubtotal = subtotal - sum(refundedLines, (line) => line.subtotal);
  const currentShipping = order.shipping - sum(order.refunds, (refund) => refund.shipping);
  const refundedTax =
    sum(refundedLines, (line) => line.tax) + sum(order.refunds, (refund) => refund.shippingTax);
  const currentTax = order.tax - refundedTax;
  const currentTotal = currentSubtotal + currentShipping + taxOnTop * currentTax;
  const { paid, refunded } = moneyMoved(order);
  const withoutLines = sum(order.refunds, (refund) => refund.amountWithoutLines);
  const owed = currentTotal - withoutLines - (paid - refunded);
  return {
    lineItems,
    discounts,
    subtotal,
    total: subtotal + order.shipping + taxOnTop * order.tax,
    currentSubtotal,
    currentDiscounts: sum(order.lines, (line) => shareOfDiscount(order, line)),
    currentShipping,
    currentTax,
    currentTotal,
    paid,
    refunded,
    outstanding: order.cancelledAt === null ? Math.max(0, owed) : 0,
  };
}

/**
 * Where an order stands by the money that has moved, see "financial_status" in
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function financialStatusOf(order: Order): FinancialStatus {
  const { paid, refunded } = moneyMoved(order);
  if (refunded === 0) return order.financialStatus;
  return refunded >= paid ? 'refunded' : 'partially_refunded';
}

/** The tax of a line after its discounts. */
export function taxOfLine(line: OrderLine, taxesIncluded: boolean): Minor {
  return taxOf(netOfLine(line), line.taxRatePercent, taxesIncluded);
}
