import type { Id } from '../store/scalars.ts';
import type { Fulfillment, Order } from '../store/order-types.ts';
import { RefusedByShop } from './command-types.ts';
import { type CommandContext, findOrder, presentTime } from './context.ts';
import { saveOrder } from './save-order.ts';
import { fulfillmentStatusOf, unshippedQuantity } from './shipped.ts';

type ShippedLines = NonNullable<Fulfillment['lines']>;

function everythingLeft(order: Order): ShippedLines {
  return order.lines
    .map((line) => ({ lineId: line.id, quantity: unshippedQuantity(order, line) }))
    .filter(({ quantity }) => quantity > 0);
}

function refuseUnlessLeft(order: Order, wanted: ShippedLines): void {
  if (new Set(wanted.map(({ lineId }) => lineId)).size < wanted.length) {
    throw new RefusedByShop('A fulfillment names each line once.');
  }
  for (const { lineId, quantity } of wanted) {
    const line = order.lines.find(({ id }) => id === lineId);
    const left = line ? unshippedQuantity(order, line) : 0;
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
      throw new RefusedByShop(
        `Of ${line?.title ?? lineId} in order ${order.name}, ${left} can still be shipped, not ${quantity}.`,
      );
    }
  }
}

/**
 * Ships some units, or everything that has not been shipped; announces `orders/fulfilled` or
 * `orders/partially_fulfilled`, and `orders/updated`.
 * @throws RefusedByShop when it is shipped or cancelled already
 */
export function fulfillOrder(context: CommandContext, id: Id, wanted?: ShippedLines): Order {
  const before = findOrder(context, id);
  const lines = wanted ?? everythingLeft(before);
  if (before.cancelledAt !== null || lines.length === 0) {
    throw new RefusedByShop(`There is nothing left to ship of order ${before.name}.`);
  }
  refuseUnlessLeft(before, lines);
  const time = presentTime(context);
  const shipped: Order = {
    ...before,
    fulfillments: [...before.fulfillments, { id: context.newId(), createdAt: time, lines }],
    updatedAt: time,
  };
  const order: Order = { ...shipped, fulfillmentStatus: fulfillmentStatusOf(shipped) };
  const topic =
    order.fulfillmentStatus === 'fulfilled' ? 'orders/fulfilled' : 'orders/partially_fulfilled';
  saveOrder(context, before, order, [{ topic, order }]);
  return order;
}

/**
 * Cancels a fulfillment: its units are to be shipped again. Announces `orders/updated`. See
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentCancel
 * @throws RefusedByShop when there is no such fulfillment, or it is cancelled already
 */
export function cancelFulfillment(context: CommandContext, id: Id, fulfillmentId: Id): Order {
  const before = findOrder(context, id);
  const fulfillment = before.fulfillments.find((one) => one.id === fulfillmentId);
  if (!fulfillment || fulfillment.cancelledAt !== undefined) {
    throw new RefusedByShop(`Order ${before.name} has no such fulfillment to cancel.`);
  }
  const time = presentTime(context);
  const unshipped: Order = {
    ...before,
    fulfillments: before.fulfillments.map((one) =>
      one === fulfillment ? { ...one, cancelledAt: time } : one,
    ),
    updatedAt: time,
  };
  const order: Order = { ...unshipped, fulfillmentStatus: fulfillmentStatusOf(unshipped) };
  saveOrder(context, before, order);
  return order;
}
