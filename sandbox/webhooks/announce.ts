import { randomUUID } from 'node:crypto';

import type { WebhookDelivery } from '../store/webhook-types.ts';
import type { World } from '../world.ts';
import type { Announcement } from './announcement.ts';
import { type BodyParts, createBodyRenderer } from './bodies.ts';
import type { FaultyWire } from './delivery-faults.ts';
import { mayBeTold } from './topic-access.ts';

/** What telling the app needs to know. */
export interface AnnounceParts extends BodyParts, Pick<World, 'clock' | 'installation'> {
  /** Address of each topic that the app subscribes to. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Which fields of its body are sent, for each topic of which not all are. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** What happens to deliveries on their way. */
  readonly wire: FaultyWire;
  take(deliveries: readonly WebhookDelivery[]): void;
}

/**
 * Turns one action in the shop into deliveries: one for each announcement whose topic the app subscribes to and may
 * hear of. All deliveries of an action share its event id. The body is what the shop knows at this moment, however
 * late it arrives.
 */
export function announce(parts: AnnounceParts, announcements: readonly Announcement[]): void {
  const triggeredAt = parts.clock.now().toISOString();
  const eventId = randomUUID();
  const render = createBodyRenderer(parts);
  const deliveries = announcements.flatMap((announcement): WebhookDelivery[] => {
    const { topic } = announcement;
    const address = parts.addresses.get(topic);
    if (address === undefined || !mayBeTold(parts.installation.get(), topic)) return [];
    return parts.wire.strike({
      id: randomUUID(),
      eventId,
      topic,
      address,
      triggeredAt,
      body: render(announcement, parts.fields.get(topic)),
      state: 'waiting',
      attempts: [],
      nextAttemptAt: triggeredAt,
    });
  });
  parts.take(deliveries);
}
