import type { Id } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder } from './context.ts';

/** Money that went through Shopify's own payments stays on the books. */
function wasPaidOnline(order: Order): boolean {
  return (
    !order.test &&
    order.transactions.some(
      ({ gateway, status }) => gateway === 'shopify_payments' && status === 'success',
    )
  );
}

/**
 * Deletes an order; announces `orders/delete`. Only what is cancelled, and was paid by hand or is a test, can be
 * deleted: https://help.shopify.com/en/manual/orders/cancel-delete-order#delete-an-order
 * @throws RefusedByShop for all others
 */
export function deleteOrder(context: CommandContext, id: Id): void {
  const order = findOrder(context, id);
  if (order.cancelledAt === null) {
    throw new RefusedByShop(`Order ${order.name} has to be cancelled before it can be deleted.`);
  }
  if (wasPaidOnline(order)) {
    throw new RefusedByShop(
      `Order ${order.name} was paid with Shopify Payments and cannot be deleted. It stays cancelled.`,
    );
  }
  context.orders.delete(id);
  context.announce([{ topic: 'orders/delete', deletedOrder: order }]);
}
