import { randomUUID } from 'node:crypto';

import type { Customer, SandboxShop, WebhookDelivery } from '../store/types.ts';
import type { Table, World } from '../world.ts';
import type { Announcement } from './announcement.ts';
import { customerBody, deletedCustomerBody } from './customer-body.ts';
import { orderBody } from './order-body.ts';
import { refundBody } from './refund-body.ts';
import { shopBody } from './shop-body.ts';

function bodyOf(
  announcement: Announcement,
  shop: SandboxShop,
  customers: Table<Customer>,
): Record<string, unknown> {
  switch (announcement.topic) {
    case 'refunds/create':
      return refundBody(announcement.order, announcement.refund, shop);
    case 'customers/create':
    case 'customers/update':
      return customerBody(announcement.customer, shop);
    case 'customers/delete':
      return deletedCustomerBody(announcement.customer);
    case 'app/uninstalled':
      return shopBody(announcement.shop);
    default: {
      const { order } = announcement;
      const customer = order.customerId === null ? undefined : customers.get(order.customerId);
      return orderBody(order, customer ?? null, shop);
    }
  }
}

function subjectOf(announcement: Announcement): object {
  if ('refund' in announcement) return announcement.refund;
  if ('order' in announcement) return announcement.order;
  return 'customer' in announcement ? announcement.customer : announcement.shop;
}

/** What telling the app needs to know. */
export interface AnnounceParts extends Pick<
  World,
  'shop' | 'clock' | 'customers' | 'installation'
> {
  /** Address of each topic that the app subscribes to. */
  readonly addresses: ReadonlyMap<string, string>;
  take(deliveries: readonly WebhookDelivery[]): void;
}

/**
 * Turns one action in the shop into deliveries: one for each announcement whose topic the app subscribes to, while it
 * is installed. All deliveries of an action share its event id. The body is what the shop knows at this moment,
 * however late it arrives.
 */
export function announce(parts: AnnounceParts, announcements: readonly Announcement[]): void {
  const installation = parts.installation.get();
  if (installation?.uninstalledAt !== null) return;
  const triggeredAt = parts.clock.now().toISOString();
  const eventId = randomUUID();
  const shop = parts.shop.get();
  // One order is told of under several topics with one body: it is rendered once.
  const bodies = new Map<object, string>();
  const deliveries = announcements.flatMap((announcement): WebhookDelivery[] => {
    const address = parts.addresses.get(announcement.topic);
    if (address === undefined) return [];
    const subject = subjectOf(announcement);
    const body = bodies.get(subject) ?? JSON.stringify(bodyOf(announcement, shop, parts.customers));
    bodies.set(subject, body);
    return [
      {
        id: randomUUID(),
        eventId,
        topic: announcement.topic,
        address,
        triggeredAt,
        body,
        state: 'waiting',
        attempts: [],
        nextAttemptAt: triggeredAt,
      },
    ];
  });
  parts.take(deliveries);
}
