import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { insertDataRequest } from '#app/db/privacy/data-requests.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { dropBody } from '#app/db/privacy/mentions.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { ReceivedDelivery } from './received-delivery.server.ts';

/**
 * Thirty days, which Shopify grants to act on a request
 * (https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-data_request).
 */
const DUE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Notes the requests of customers for what is known of them, for the shop's staff to answer. A repeated one is known.
 * Nothing else is kept of the delivery: its body names the customer by e-mail and phone.
 * @param sql the transaction in which the deliveries are applied
 */
export async function noteDataRequests(
  sql: Sql,
  shopId: ShopId,
  deliveries: readonly ReceivedDelivery[],
  now: Date,
): Promise<void> {
  for (const { row, delivery } of deliveries) {
    if (delivery.kind !== 'data_request') continue;
    const requestedAt = row.triggeredAt ?? row.receivedAt;
    const isNew = await insertDataRequest(sql, shopId, {
      requestId: delivery.requestId,
      customerId: delivery.customerId,
      orderIds: delivery.orderIds,
      requestedAt,
      dueAt: new Date(requestedAt.getTime() + DUE_AFTER_MS),
    });
    await dropBody(sql, shopId, row.id);
    if (!isNew) continue;
    const entry = {
      actor: 'shopify',
      action: 'data_request.received',
      subject: `customer:${delivery.customerId}`,
    } as const;
    await writeAuditEntry(sql, shopId, entry, now);
  }
}
