import type { Id } from '../store/scalars.ts';
import type { Order, Refund, Transaction } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { saveOrder } from './save-order.ts';
import { afterRefund, standingOf } from './standing.ts';
import { moneyMoved } from './totals.ts';

/** Where an order stands that got money back from a refund: as if that had not been. */
function afterOutcome(order: Order, taxesIncluded: boolean): Order['financialStatus'] {
  const wasRefunded = ['refunded', 'partially_refunded'].includes(order.financialStatus);
  return wasRefunded && moneyMoved(order).refunded === 0
    ? standingOf(order, taxesIncluded)
    : afterRefund(order);
}

/** Gives the transactions of a refund that stand so another status, in the refund and in the order. */
function withOutcome(
  context: CommandContext,
  id: Id,
  refundId: Id,
  from: readonly Transaction['status'][],
  to: 'success' | 'failure',
): Refund {
  const before = findOrder(context, id);
  const refund = before.refunds.find((one) => one.id === refundId);
  const open = refund?.transactions.filter(({ status }) => from.includes(status)) ?? [];
  if (!refund || open.length === 0) {
    throw new RefusedByShop(`Order ${before.name} has no such refund of which the money moves.`);
  }
  const ids = new Set(open.map((transaction) => transaction.id));
  const update = (transactions: readonly Transaction[]): Transaction[] =>
    transactions.map((one) => (ids.has(one.id) ? { ...one, status: to } : one));
  const settled: Refund = { ...refund, transactions: update(refund.transactions) };
  const changed: Order = {
    ...before,
    refunds: before.refunds.map((one) => (one === refund ? settled : one)),
    transactions: update(before.transactions),
    updatedAt: presentTime(context),
  };
  const financialStatus = afterOutcome(changed, context.shop.get().taxesIncluded);
  saveOrder(context, before, { ...changed, financialStatus });
  return settled;
}

/**
 * The money of a pending refund arrives; announces its transactions and `orders/updated`.
 * @throws RefusedByShop when nothing of it is pending
 */
export function settleRefund(context: CommandContext, id: Id, refundId: Id): Refund {
  return withOutcome(context, id, refundId, ['pending'], 'success');
}

/**
 * The money of a refund comes back, at once or days after it seemed to have arrived: the units stay refunded, as a
 * refund is "independent from the movement of money" (`REFUNDS_CREATE` in the Admin API's schema), and its transaction
 * "failed" (`OrderTransactionStatus`). Announces its transactions and `orders/updated`.
 * @throws RefusedByShop when there is no money in it
 */
export function failRefund(context: CommandContext, id: Id, refundId: Id): Refund {
  return withOutcome(context, id, refundId, ['pending', 'success'], 'failure');
}
