import { randomUUID } from 'node:crypto';

import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { insertOwnDelivery } from '#app/db/deliveries/delivery-actions.server.ts';
import { askForDraining } from '#app/db/deliveries/inbox.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { TEST_TOPIC, type TestEvent } from '#app/loyalty/deliveries/test-event.ts';

import type { Services } from '../services.server.ts';

/**
 * Puts an event of our own into a shop's inbox, where the worker finds it among Shopify's, reads it, and marks it as
 * done: whoever sees that happen has seen inbox, queue and worker work. It does not pass the receiver, for it has no
 * signature of Shopify's; whether Shopify reaches this server is seen by Shopify's own events alone.
 * @returns the delivery's id
 */
export async function sendTestEvent(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  staffUserId: string,
): Promise<string> {
  const now = clock.now();
  const event: TestEvent = { evergreen_test: true, sent_at: now.toISOString() };
  return inTransaction(database, async (sql) => {
    const id = await insertOwnDelivery(sql, shopId, {
      deliveryId: `evergreen-test-${randomUUID()}`,
      topic: TEST_TOPIC,
      receivedAt: now,
      body: Buffer.from(JSON.stringify(event)),
    });
    await askForDraining(sql, shopId);
    const entry = {
      actor: `staff:${staffUserId}`,
      action: 'delivery.test_sent',
      subject: `delivery:${id}`,
    } as const;
    await writeAuditEntry(sql, shopId, entry, now);
    return id;
  });
}
