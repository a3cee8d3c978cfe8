import type { Minor } from '../store/scalars.ts';
import type { Order, Refund, Transaction } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, presentTime } from './context.ts';
import { toMoneyText } from './money.ts';
import { moneyMoved, totalsOf } from './totals.ts';

/** How money goes back. */
export interface WayBack {
  /** The way it came unless told. */
  readonly gateway?: string | undefined;
  readonly status?: 'success' | 'pending' | undefined;
}

interface Source {
  readonly payment: Transaction;
  readonly left: Minor;
}

/** The payments that took money in, with what each has left to give back. */
function sourcesOf(order: Order): Source[] {
  const refunds = order.transactions.filter(
    ({ kind, status }) => kind === 'refund' && status !== 'failure',
  );
  let withoutParent = refunds
    .filter(({ parentId }) => parentId === undefined)
    .reduce((sum, { amount }) => sum + amount, 0);
  return order.transactions
    .filter(({ kind, status }) => status === 'success' && (kind === 'sale' || kind === 'capture'))
    .map((payment) => {
      const returned = refunds
        .filter(({ parentId }) => parentId === payment.id)
        .reduce((sum, { amount }) => sum + amount, 0);
      const unclaimed = Math.min(withoutParent, payment.amount - returned);
      withoutParent -= unclaimed;
      return { payment, left: payment.amount - returned - unclaimed };
    });
}

/**
 * The transactions that give an amount back: a refund has a parent, so where an order was paid in several payments
 * there is one for each of them that is drawn on. Of an order that was not paid nothing goes back.
 * @throws RefusedByShop when it is more than is left
 */
export function moneyBack(
  context: CommandContext,
  order: Order,
  amount: Minor,
  way: WayBack = {},
): Transaction[] {
  const { paid, refunded, refunding } = moneyMoved(order);
  if (paid === 0) return [];
  const refundable = paid - refunded - refunding;
  if (amount > refundable) {
    throw new RefusedByShop(
      `${toMoneyText(amount, order.currency)} is more than order ${order.name} has left to refund: ` +
        `${toMoneyText(refundable, order.currency)}.`,
    );
  }
  let missing = amount;
  const transactions: Transaction[] = [];
  for (const { payment, left } of sourcesOf(order)) {
    const part = Math.min(left, missing);
    if (part <= 0) continue;
    missing -= part;
    transactions.push({
      id: context.newId(),
      kind: 'refund',
      status: way.status ?? 'success',
      gateway: way.gateway ?? payment.gateway,
      amount: part,
      createdAt: presentTime(context),
      parentId: payment.id,
    });
  }
  return transactions;
}

/** What the order has taken in beyond what it comes to now, and what is on its way back. */
export function overpaid(order: Order, taxesIncluded: boolean): Minor {
  const { currentTotal } = totalsOf(order, taxesIncluded);
  const { paid, refunded, refunding } = moneyMoved(order);
  const withoutLines = order.refunds.reduce((sum, refund) => sum + refund.amountWithoutLines, 0);
  return Math.max(0, paid - refunded - refunding - (currentTotal - withoutLines));
}

/** The order with money in one of its refunds that had none. */
export function payOut(
  context: CommandContext,
  order: Order,
  refund: Refund,
  amount: Minor,
): { order: Order; refund: Refund } {
  const transactions = moneyBack(context, order, amount);
  const paidBack: Refund = { ...refund, transactions };
  return {
    refund: paidBack,
    order: {
      ...order,
      refunds: order.refunds.map((one) => (one === refund ? paidBack : one)),
      transactions: [...order.transactions, ...transactions],
    },
  };
}
