import type { Id, Minor } from '../store/scalars.ts';
import type { Order, Transaction } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { toMoneyText } from './money.ts';
import { paidTold } from './pay.ts';
import { saveOrder } from './save-order.ts';
import { capturableOf, standingOf, totalCapturable } from './standing.ts';
import { moneyMoved, totalsOf } from './totals.ts';

type Following = Pick<Transaction, 'kind' | 'amount'>;

/** A transaction that follows another: a capture or a void. */
function follow(context: CommandContext, parent: Transaction, wanted: Following): Transaction {
  return {
    ...wanted,
    id: context.newId(),
    status: 'success',
    gateway: parent.gateway,
    createdAt: presentTime(context),
    parentId: parent.id,
  };
}

/** Draws on the open authorizations, the oldest first. */
function captures(context: CommandContext, order: Order, amount: Minor): Transaction[] {
  let missing = amount;
  return order.transactions.flatMap((authorization) => {
    const part = Math.min(capturableOf(order, authorization), missing);
    missing -= part;
    return part === 0 ? [] : [follow(context, authorization, { kind: 'capture', amount: part })];
  });
}

/**
 * Captures what was authorized, as far as it is still owed; announces the captures, `orders/paid` where nothing is
 * outstanding any more, and `orders/updated`. See
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCapture
 * @param amount a part of it; all unless given
 * @throws RefusedByShop when that much is not authorized
 */
export function capturePayment(context: CommandContext, id: Id, amount?: Minor): Order {
  const before = findOrder(context, id);
  const { taxesIncluded } = context.shop.get();
  const { outstanding } = totalsOf(before, taxesIncluded);
  const capturable = Math.min(totalCapturable(before), outstanding);
  const wanted = amount ?? capturable;
  if (!Number.isSafeInteger(wanted) || wanted <= 0 || wanted > capturable) {
    throw new RefusedByShop(
      `Of order ${before.name}, ${toMoneyText(capturable, before.currency)} can be captured.`,
    );
  }
  const captured: Order = {
    ...before,
    transactions: [...before.transactions, ...captures(context, before, wanted)],
    updatedAt: presentTime(context),
  };
  const order: Order = { ...captured, financialStatus: standingOf(captured, taxesIncluded) };
  saveOrder(context, before, order, paidTold(context, before, order));
  return order;
}

/** Whether a payment was begun and came to nothing yet. */
function isAwaited(order: Order, transaction: Transaction): boolean {
  return (
    transaction.kind === 'sale' &&
    transaction.status === 'pending' &&
    transaction.expiredAt === undefined &&
    !order.transactions.some(({ parentId }) => parentId === transaction.id)
  );
}

/** The voids of everything that is authorized or awaited. */
export function voids(context: CommandContext, order: Order): Transaction[] {
  return order.transactions.flatMap((transaction) => {
    const amount = isAwaited(order, transaction)
      ? transaction.amount
      : capturableOf(order, transaction);
    return amount === 0 ? [] : [follow(context, transaction, { kind: 'void', amount })];
  });
}

/**
 * Voids what is authorized or awaited; announces the voids and `orders/updated`. The order stays open: "an order can
 * remain open even when its payment is voided" (`OrderDisplayFinancialStatus`). See
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/transactionVoid
 * @throws RefusedByShop when there is no such payment
 */
export function voidPayment(context: CommandContext, id: Id): Order {
  const before = findOrder(context, id);
  const ended = voids(context, before);
  if (ended.length === 0) {
    throw new RefusedByShop(`Order ${before.name} has no payment that could be voided.`);
  }
  const voided: Order = {
    ...before,
    transactions: [...before.transactions, ...ended],
    updatedAt: presentTime(context),
  };
  const { taxesIncluded } = context.shop.get();
  const order: Order = {
    ...voided,
    financialStatus: moneyMoved(voided).paid === 0 ? 'voided' : standingOf(voided, taxesIncluded),
  };
  saveOrder(context, before, order);
  return order;
}

/**
 * Lets a payment expire that was neither captured nor completed before the provider's deadline (`EXPIRED` of
 * `OrderDisplayFinancialStatus`); announces `orders/updated`. No transaction tells of it.
 * @throws RefusedByShop unless the payment is pending or authorized
 */
export function expirePayment(context: CommandContext, id: Id): Order {
  const before = findOrder(context, id);
  if (!['pending', 'authorized'].includes(before.financialStatus)) {
    throw new RefusedByShop(`Order ${before.name} has no payment that could expire.`);
  }
  const time = presentTime(context);
  const order: Order = {
    ...before,
    financialStatus: 'expired',
    transactions: before.transactions.map((transaction) =>
      isAwaited(before, transaction) || capturableOf(before, transaction) > 0
        ? { ...transaction, expiredAt: time }
        : transaction,
    ),
    updatedAt: time,
  };
  saveOrder(context, before, order);
  return order;
}
