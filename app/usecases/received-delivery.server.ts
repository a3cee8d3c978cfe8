import type { InboxDelivery } from '#app/db/inbox.server.ts';
import type { Delivery } from '#app/shopify/read-delivery.server.ts';

/** A delivery with what it means. */
export interface ReceivedDelivery {
  readonly row: InboxDelivery;
  readonly delivery: Delivery;
}
