import type { Id } from '../store/scalars.ts';
import type { FinancialStatus, Order, Refund } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { voids } from './authorizations.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { linesLeft, withRefund } from './refund-order.ts';
import { saveOrder } from './save-order.ts';
import { moneyMoved, totalsOf } from './totals.ts';

const UNPAID: readonly FinancialStatus[] = ['pending', 'authorized', 'voided', 'expired'];

/**
 * Refunds all that is left of a paid order. Where some was refunded by amount before, the lines cost more than is
 * left to give back: an order adjustment makes up the difference, as it does for a tip. See
 * https://shopify.dev/docs/api/admin-graphql/latest/objects/OrderAdjustment
 */
function refundRest(
  context: CommandContext,
  before: Order,
): { order: Order; refund: Refund | null } {
  const { paid, refunded, refunding } = moneyMoved(before);
  const left = paid - refunded - refunding;
  const lines = linesLeft(before);
  if (left === 0 && lines.length === 0) return { order: before, refund: null };
  const totals = totalsOf(before, context.shop.get().taxesIncluded);
  return withRefund(context, before, {
    lines,
    shipping: totals.currentShipping,
    duties: totals.currentDuties,
    amountWithoutLines: left - (totals.currentTotal - (before.tip ?? 0)),
  });
}

/** What was authorized or awaited is voided. */
function withVoid(context: CommandContext, order: Order): Order {
  if (!['pending', 'authorized', 'partially_paid'].includes(order.financialStatus)) return order;
  return {
    ...order,
    financialStatus: moneyMoved(order).paid === 0 ? 'voided' : order.financialStatus,
    transactions: [...order.transactions, ...voids(context, order)],
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
  const paid = !UNPAID.includes(before.financialStatus);
  const { order: settled, refund } =
    options.refund && paid ? refundRest(context, before) : { order: before, refund: null };
  const time = presentTime(context);
  const order: Order = {
    ...withVoid(context, settled),
    cancelReason: options.reason,
    cancelledAt: time,
    updatedAt: time,
  };
  saveOrder(context, before, order, [
    ...(refund ? [{ topic: 'refunds/create', order, refund } as const] : []),
    { topic: 'orders/cancelled', order },
  ]);
  return order;
}
