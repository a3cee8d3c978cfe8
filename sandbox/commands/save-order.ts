import type { Order } from '../store/order-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';
import { bookTransactions } from './book-transactions.ts';
import type { CommandContext } from './context.ts';

/**
 * Saves an order after something happened to it, and announces its new transactions, what else there is to tell, and
 * `orders/updated`.
 */
export function saveOrder(
  context: CommandContext,
  before: Order,
  order: Order,
  also: readonly Announcement[] = [],
): void {
  context.orders.put(order);
  context.announce([
    ...bookTransactions(context, before, order),
    ...also,
    { topic: 'orders/updated', order },
  ]);
}
