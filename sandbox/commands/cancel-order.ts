import type { Id, Order, Refund, Transaction } from '../store/types.ts';
import { RefusedByShop } from '../world.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { linesLeft, withRefund } from './refund-order.ts';
import { moneyMoved, totalsOf } from './totals.ts';

/**
 * Refunds all that is left of a paid order. Where some was refunded by amount before, the lines cost more than is
 * left to give back: an order adjustment makes up the difference, see
 * https://shopify.dev/docs/api/admin-graphql/latest/objects/OrderAdjustment
 */
function refundRest(
  context: CommandContext,
  before: Order,
): { order: Order; refund: Refund | null } {
  const { paid, refunded } = moneyMoved(before);
  const lines = linesLeft(before);
  if (paid - refunded === 0 && lines.length === 0) return { order: before, refund: null };
  const totals = totalsOf(before, context.shop.get().taxesIncluded);
  return withRefund(context, before, {
    lines,
    shipping: totals.currentShipping,
    amountWithoutLines: paid - refunded - totals.currentTotal,
  });
}

/** A payment that was never completed is voided. */
function withVoid(context: CommandContext, order: Order): Order {
  const pending = order.transactions.find(({ status }) => status === 'pending');
  if (order.financialStatus !== 'pending') return order;
  const voids: Transaction[] = pending
    ? [
        {
          ...pending,
          id: context.newId(),
          kind: 'void',
          status: 'success',
          createdAt: presentTime(context),
        },
      ]
    : [];
  return {
    ...order,
    financialStatus: 'voided',
    transactions: [...order.transactions, ...voids],
  };
}

/**
 * Cancels an order, first refunding what is left where asked to; announces `orders/cancelled`, `orders/updated` and,
 * with a refund, `refunds/create`. Orders that have been shipped cannot be cancelled, see
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCancel
 * @param options.reason customer, declined, fraud, inventory, other or staff
 * @throws RefusedByShop when it is cancelled or shipped already
 */
export function cancelOrder(
  context: CommandContext,
  id: Id,
  options: { reason: string; refund: boolean },
): Order {
  const before = findOrder(context, id);
  if (before.cancelledAt !== null) {
    throw new RefusedByShop(`Order ${before.name} is cancelled already.`);
  }
  if (before.fulfillmentStatus !== null) {
    throw new RefusedByShop(`Order ${before.name} has been shipped and cannot be cancelled.`);
  }
  const paid = before.financialStatus !== 'pending';
  const { order: settled, refund } =
    options.refund && paid ? refundRest(context, before) : { order: before, refund: null };
  const time = presentTime(context);
  const order: Order = {
    ...withVoid(context, settled),
    cancelReason: options.reason,
    cancelledAt: time,
    updatedAt: time,
  };
  context.orders.put(order);
  context.announce([
    ...(refund ? [{ topic: 'refunds/create', order, refund } as const] : []),
    { topic: 'orders/cancelled', order },
    { topic: 'orders/updated', order },
  ]);
  return order;
}
