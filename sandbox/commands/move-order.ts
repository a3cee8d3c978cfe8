import type { Id } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import { type CommandContext, findCustomer, findOrder, presentTime } from './context.ts';
import { saveOrder } from './save-order.ts';

/**
 * Gives an order to another customer, or to none; announces `orders/updated`. E-mail, phone and addresses of the order
 * stay as they are. See https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCustomerSet and
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCustomerRemove
 * @throws RefusedByShop for an unknown order or customer
 */
export function moveOrder(context: CommandContext, id: Id, customerId: Id | null): Order {
  const before = findOrder(context, id);
  if (customerId !== null) findCustomer(context, customerId);
  const order: Order = { ...before, customerId, updatedAt: presentTime(context) };
  saveOrder(context, before, order);
  return order;
}
