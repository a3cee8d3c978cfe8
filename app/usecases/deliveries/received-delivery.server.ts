import type { InboxDelivery } from '#app/db/deliveries/inbox.server.ts';
import type { DeliverySubject } from '#app/db/privacy/redacted-members.server.ts';
import type { Delivery } from '#app/shopify/deliveries/read-delivery.server.ts';

/** A delivery with what it means. */
export interface ReceivedDelivery {
  readonly row: InboxDelivery;
  readonly delivery: Delivery;
}

/** Whom and what deliveries are about, as far as they say. */
export function subjectsOf(deliveries: readonly ReceivedDelivery[]): DeliverySubject[] {
  return deliveries.map(({ row, delivery }) => ({
    deliveryId: row.id,
    customerId: customerOf(delivery),
    orderId: orderOf(delivery),
  }));
}

function customerOf(delivery: Delivery) {
  if (delivery.kind === 'order') return delivery.order.fact.customerId;
  if (delivery.kind === 'customer') return delivery.customer.customerId;
  return delivery.kind === 'customer_deleted' ||
    delivery.kind === 'customer_tags_changed' ||
    delivery.kind === 'email_consent'
    ? delivery.customerId
    : null;
}

function orderOf(delivery: Delivery) {
  if (delivery.kind === 'order') return delivery.order.fact.orderId;
  return delivery.kind === 'order_part' || delivery.kind === 'order_deleted'
    ? delivery.orderId
    : null;
}
