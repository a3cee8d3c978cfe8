import type { Order } from '../store/order-types.ts';
import type { Announcement } from '../webhooks/announcement.ts';

/**
 * What `order_transactions/create` tells of: a transaction that "is created or when it's status is updated. Only
 * occurs for transactions with a status of success, failure or error" (the description of `ORDER_TRANSACTIONS_CREATE`
 * in the Admin API's schema).
 */
export function transactionsTold(before: Order | null, order: Order): Announcement[] {
  const known = new Map(before?.transactions.map(({ id, status }) => [id, status]));
  return order.transactions
    .filter(({ id, status }) => status !== 'pending' && known.get(id) !== status)
    .map((transaction) => ({ topic: 'order_transactions/create', order, transaction }));
}
