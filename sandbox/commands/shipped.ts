import type { Fulfillment, Order, OrderLine } from '../store/order-types.ts';
import { refundedQuantity } from './totals.ts';

/** What a fulfillment ships. */
export function fulfillmentLines(
  order: Order,
  fulfillment: Fulfillment,
): NonNullable<Fulfillment['lines']> {
  return fulfillment.lines ?? order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
}

/** How many units of a line were shipped; those of a cancelled fulfillment were not. */
export function shippedQuantity(order: Order, lineId: string): number {
  return order.fulfillments
    .filter(({ cancelledAt }) => cancelledAt === undefined)
    .flatMap((fulfillment) => fulfillmentLines(order, fulfillment))
    .reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
}

/** How many units of a line are still to be shipped: refunded ones were unshipped as long as there were such. */
export function unshippedQuantity(order: Order, line: OrderLine): number {
  const gone = shippedQuantity(order, line.id) + refundedQuantity(order, line.id);
  return Math.max(0, line.quantity - gone);
}

/** `fulfillment_status` of a line: null where none of it was shipped. */
export function lineFulfillmentStatus(order: Order, line: OrderLine): Order['fulfillmentStatus'] {
  if (shippedQuantity(order, line.id) === 0) return null;
  return unshippedQuantity(order, line) === 0 ? 'fulfilled' : 'partial';
}

/** `fulfillment_status` of an order, see https://shopify.dev/docs/api/admin-rest/latest/resources/order */
export function fulfillmentStatusOf(order: Order): Order['fulfillmentStatus'] {
  if (!order.lines.some(({ id }) => shippedQuantity(order, id) > 0)) return null;
  const left = order.lines.some((line) => unshippedQuantity(order, line) > 0);
  return left ? 'partial' : 'fulfilled';
}
