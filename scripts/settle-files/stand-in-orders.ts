import { z } from 'zod';

import { OrderBody, RefundBody } from '#app/shopify/orders/order-body.server.ts';
import { WireId } from '#app/shopify/wire/wire-body.server.ts';

import { type BodyFile, isOrder, isRefund } from './bodies.ts';
import { answerOf } from './stand-in-answer.ts';

const Refund = RefundBody.extend({
  order_id: WireId.optional(),
  created_at: z.string().optional(),
});

/**
 * Orders as the Admin API would answer them after all that the files tell: the newest state of each, with the refunds
 * that lie beside it.
 * @returns by order id
 */
export function ordersOf(files: readonly BodyFile[]): Map<string, object> {
  const refunds = files
    .filter(isRefund)
    .flatMap((file) => Refund.safeParse(file.parsed).data ?? []);
  const newest = new Map<string, OrderBody>();
  for (const file of files.filter(isOrder)) {
    const order = OrderBody.safeParse(file.parsed).data;
    const known = order && newest.get(order.id);
    if (order && (!known || Date.parse(order.updated_at) >= Date.parse(known.updated_at)))
      newest.set(order.id, order);
  }
  return new Map(
    [...newest.values()].map((order) => {
      const known = new Set(order.refunds.map((refund) => refund.id));
      const added = refunds.filter(({ id, order_id: of }) => of === order.id && !known.has(id));
      const times = added.flatMap((refund) => refund.created_at ?? []);
      return [order.id, answerOf(order, added, times)];
    }),
  );
}
