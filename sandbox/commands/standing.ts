import type { Minor } from '../store/scalars.ts';
import type { FinancialStatus, Order, Transaction } from '../store/order-types.ts';
import { moneyMoved, totalsOf } from './totals.ts';

/** What of an authorization is neither captured, voided nor expired. */
export function capturableOf(order: Order, authorization: Transaction): Minor {
  if (authorization.kind !== 'authorization' || authorization.status !== 'success') return 0;
  if (authorization.expiredAt !== undefined) return 0;
  const ended = order.transactions.filter(
    ({ parentId, status }) => parentId === authorization.id && status === 'success',
  );
  return authorization.amount - ended.reduce((sum, { amount }) => sum + amount, 0);
}

/** `totalCapturableSet`: what is authorized and waits to be captured. */
export function totalCapturable(order: Order): Minor {
  return order.transactions.reduce((sum, transaction) => sum + capturableOf(order, transaction), 0);
}

/**
 * Where an order stands once money has gone back, see "financial_status" in
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function afterRefund(order: Order): FinancialStatus {
  const { paid, refunded } = moneyMoved(order);
  if (refunded === 0) return order.financialStatus;
  return refunded >= paid ? 'refunded' : 'partially_refunded';
}

function unpaidStanding(order: Order): FinancialStatus {
  if (totalCapturable(order) > 0) return 'authorized';
  // What was voided or expired stays so until new money comes.
  const { financialStatus } = order;
  return financialStatus === 'voided' || financialStatus === 'expired'
    ? financialStatus
    : 'pending';
}

/** Where an order stands by what it comes to now and the money that has moved. */
export function standingOf(order: Order, taxesIncluded: boolean): FinancialStatus {
  const { outstanding, paid, refunded } = totalsOf(order, taxesIncluded);
  if (outstanding > 0) return paid > 0 ? 'partially_paid' : unpaidStanding(order);
  return refunded === 0 ? 'paid' : afterRefund(order);
}

/** `payment_gateway_names`: each gateway once, in the order of the payments. */
export function gatewayNames(order: Order): string[] {
  const payments = order.transactions.filter(({ kind }) => kind !== 'refund');
  return [...new Set(payments.map(({ gateway }) => gateway))];
}
