import { fulfillmentLines } from '../../commands/shipped.ts';
import type { Fulfillment, Order } from '../../store/order-types.ts';
import { fieldsOf } from '../context.ts';
import { toGid } from '../gid.ts';

interface FulfillmentOfOrder extends Fulfillment {
  readonly order: Order;
  /** `#1001-F1` */
  readonly name: string;
}

/** The fulfillments of an order, each knowing its order. */
export function fulfillmentsOf(order: Order): FulfillmentOfOrder[] {
  return order.fulfillments.map((fulfillment, position) => ({
    ...fulfillment,
    order,
    name: `${order.name}-F${position + 1}`,
  }));
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Fulfillment */
export const fulfillmentFields = fieldsOf<FulfillmentOfOrder>({
  id: (fulfillment) => toGid('Fulfillment', fulfillment.id),
  legacyResourceId: (fulfillment) => fulfillment.id,
  name: (fulfillment) => fulfillment.name,
  createdAt: (fulfillment) => fulfillment.createdAt,
  updatedAt: (fulfillment) => fulfillment.cancelledAt ?? fulfillment.createdAt,
  status: (fulfillment) => (fulfillment.cancelledAt === undefined ? 'SUCCESS' : 'CANCELLED'),
  order: (fulfillment) => fulfillment.order,
  totalQuantity: (fulfillment) =>
    fulfillmentLines(fulfillment.order, fulfillment).reduce(
      (sum, { quantity }) => sum + quantity,
      0,
    ),
});
