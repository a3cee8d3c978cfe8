import type { ListedDelivery } from '#app/db/deliveries/delivery-list.server.ts';
import { readReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { readDeliverySubject } from '#app/shopify/deliveries/delivery-subject.server.ts';

/** A delivery as its readers see it: times as ISO 8601, and what it is about, where its body says. */
export function viewDelivery(row: ListedDelivery) {
  return {
    id: row.id,
    topic: row.topic,
    receivedAt: row.receivedAt.toISOString(),
    state: row.state,
    attempts: row.attempts,
    retryAt: row.retryAt?.toISOString() ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
    reason: readReason(row.reason),
    subject: row.body === null ? null : readDeliverySubject(row.topic, row.body),
  };
}
