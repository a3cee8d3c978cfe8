import type { Id, Order, Transaction } from '../store/types.ts';
import { RefusedByShop } from '../world.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { totalsOf } from './totals.ts';

/**
 * Marks an order as paid: what is still outstanding (lines may have been removed meanwhile) is taken in. Announces
 * `orders/paid` and `orders/updated`. See https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderMarkAsPaid
 * @throws RefusedByShop when it is paid or cancelled already
 */
export function markOrderPaid(context: CommandContext, id: Id): Order {
  const unpaid = findOrder(context, id);
  const isOpen = ['pending', 'partially_paid'].includes(unpaid.financialStatus);
  if (unpaid.cancelledAt !== null || !isOpen) {
    throw new RefusedByShop(`Order ${unpaid.name} cannot be marked as paid.`);
  }
  const { outstanding } = totalsOf(unpaid, context.shop.get().taxesIncluded);
  const time = presentTime(context);
  const gateway = unpaid.transactions[0]?.gateway ?? 'manual';
  const sale: Transaction[] =
    outstanding === 0
      ? []
      : [
          {
            id: context.newId(),
            kind: 'sale',
            status: 'success',
            gateway,
            amount: outstanding,
            createdAt: time,
          },
        ];
  const order: Order = {
    ...unpaid,
    financialStatus: 'paid',
    transactions: [...unpaid.transactions, ...sale],
    updatedAt: time,
  };
  context.orders.put(order);
  context.announce([
    { topic: 'orders/paid', order },
    { topic: 'orders/updated', order },
  ]);
  return order;
}

/**
 * Ships everything that has not been shipped; announces `orders/fulfilled` and `orders/updated`.
 * @throws RefusedByShop when it is shipped or cancelled already
 */
export function fulfillOrder(context: CommandContext, id: Id): Order {
  const unshipped = findOrder(context, id);
  if (unshipped.cancelledAt !== null || unshipped.fulfillmentStatus === 'fulfilled') {
    throw new RefusedByShop(`There is nothing left to ship of order ${unshipped.name}.`);
  }
  const time = presentTime(context);
  const order: Order = {
    ...unshipped,
    fulfillmentStatus: 'fulfilled',
    fulfillments: [...unshipped.fulfillments, { id: context.newId(), createdAt: time }],
    updatedAt: time,
  };
  context.orders.put(order);
  context.announce([
    { topic: 'orders/fulfilled', order },
    { topic: 'orders/updated', order },
  ]);
  return order;
}
