import type { Delivery } from './read-delivery.server.ts';

/** A topic with a body that means the same to the reader. */
export interface ImpersonalDelivery {
  readonly topic: string;
  readonly body: Uint8Array;
}

/**
 * A delivery that waits to read its order as a whole from Shopify, reduced to what that takes: the order's id, and a
 * refund's.
 * @returns undefined for deliveries that never wait for that
 */
export function withoutPerson(delivery: Delivery): ImpersonalDelivery | undefined {
  if (delivery.kind === 'order') return orderEdited(delivery.order.fact.orderId);
  if (delivery.kind !== 'order_part') return undefined;
  const { orderId, refundId } = delivery;
  if (refundId === null) return orderEdited(orderId);
  const body = { id: refundId, order_id: orderId, refund_line_items: [] };
  return { topic: 'refunds/create', body: encode(body) };
}

function orderEdited(orderId: string): ImpersonalDelivery {
  return { topic: 'orders/edited', body: encode({ order_edit: { order_id: orderId } }) };
}

function encode(body: object): Uint8Array {
  return Buffer.from(JSON.stringify(body));
}
