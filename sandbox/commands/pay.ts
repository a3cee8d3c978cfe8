import type { Id, Minor } from '../store/scalars.ts';
import type { Order, Transaction } from '../store/order-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { type NewPayment, RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { toTransaction } from './first-transactions.ts';
import { toMoneyText } from './money.ts';
import { saveOrder } from './save-order.ts';
import { standingOf, totalCapturable } from './standing.ts';
import { totalsOf } from './totals.ts';

/** What is no payment that the merchant could take by hand. */
const CREDIT_GATEWAYS = ['gift_card', 'shopify_store_credit'];

/** "Occurs whenever an order is paid": when nothing is outstanding any more. */
export function paidTold(context: CommandContext, before: Order, order: Order): Announcement[] {
  const { taxesIncluded } = context.shop.get();
  const wasOwed = totalsOf(before, taxesIncluded).outstanding > 0;
  const isOwed = totalsOf(order, taxesIncluded).outstanding > 0;
  return wasOwed && !isOwed ? [{ topic: 'orders/paid', order }] : [];
}

/** What is outstanding taken in by hand, by the payment that was awaited or else as the order was paid before. */
function saleOf(context: CommandContext, order: Order, amount: Minor): Transaction[] {
  if (amount === 0) return [];
  const awaited = order.transactions.find(
    ({ status, kind }) => status === 'pending' && kind === 'sale',
  );
  const like =
    awaited ?? order.transactions.find(({ gateway }) => !CREDIT_GATEWAYS.includes(gateway));
  const payment = { amount, gateway: like?.gateway ?? 'manual' };
  const sale = toTransaction(context, payment, presentTime(context));
  return [awaited ? { ...sale, parentId: awaited.id } : sale];
}

/**
 * Marks an order as paid: what is still outstanding (lines may have been removed meanwhile) is taken in. Announces
 * `orders/paid` and `orders/updated`. An order of which the payment expired or was voided can still be paid by hand:
 * see `Order.canMarkAsPaid` and https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderMarkAsPaid
 * @throws RefusedByShop when it is paid, authorized or cancelled already
 */
export function markOrderPaid(context: CommandContext, id: Id): Order {
  const unpaid = findOrder(context, id);
  const isOpen = ['pending', 'partially_paid', 'expired', 'voided'].includes(
    unpaid.financialStatus,
  );
  if (unpaid.cancelledAt !== null || !isOpen) {
    throw new RefusedByShop(`Order ${unpaid.name} cannot be marked as paid.`);
  }
  const { taxesIncluded } = context.shop.get();
  const { outstanding } = totalsOf(unpaid, taxesIncluded);
  const time = presentTime(context);
  const paid: Order = {
    ...unpaid,
    transactions: [...unpaid.transactions, ...saleOf(context, unpaid, outstanding)],
    updatedAt: time,
  };
  const order: Order = { ...paid, financialStatus: standingOf(paid, taxesIncluded) };
  saveOrder(context, unpaid, order, [{ topic: 'orders/paid', order }]);
  return order;
}

function refuseUnlessOwed(context: CommandContext, order: Order, payment: NewPayment): void {
  if (order.cancelledAt !== null) {
    throw new RefusedByShop(`Order ${order.name} is cancelled: nothing is to be paid.`);
  }
  const { outstanding } = totalsOf(order, context.shop.get().taxesIncluded);
  const open = outstanding - totalCapturable(order);
  if (payment.status !== 'failure' && payment.amount > open) {
    throw new RefusedByShop(
      `Order ${order.name} waits for ${toMoneyText(Math.max(0, open), order.currency)}, not for ` +
        `${toMoneyText(payment.amount, order.currency)}.`,
    );
  }
}

/**
 * Records a payment of an order or of a part of it: one that went through, is awaited, or failed. Announces its
 * transaction, `orders/paid` where nothing is outstanding any more, and `orders/updated`. See
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCreateManualPayment
 * @throws RefusedByShop when it is more than what is outstanding
 */
export function recordPayment(context: CommandContext, id: Id, payment: NewPayment): Order {
  const before = findOrder(context, id);
  const time = presentTime(context);
  const transaction = toTransaction(context, payment, time);
  refuseUnlessOwed(context, before, payment);
  const paid: Order = {
    ...before,
    transactions: [...before.transactions, transaction],
    // Whoever waits for new money has not given up.
    financialStatus: payment.status === 'pending' ? 'pending' : before.financialStatus,
    updatedAt: time,
  };
  const { taxesIncluded } = context.shop.get();
  const order: Order =
    payment.status === 'failure'
      ? paid
      : { ...paid, financialStatus: standingOf(paid, taxesIncluded) };
  saveOrder(context, before, order, paidTold(context, before, order));
  return order;
}
