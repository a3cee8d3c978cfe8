import { listDeliveryStates } from '#app/db/deliveries/delivery-states.server.ts';
import type { InboxDelivery } from '#app/db/deliveries/inbox.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/**
 * Counts what became of a batch of deliveries, by what the inbox says after it: outcomes are noted in several
 * transactions, and only what was committed counts.
 */
export async function countDeliveries(
  { clock, database, metrics }: Services,
  shopId: ShopId,
  batch: readonly InboxDelivery[],
): Promise<void> {
  const ids = batch.map((delivery) => delivery.id);
  const states = await listDeliveryStates(database.pool, shopId, ids);
  const now = clock.now().getTime();
  for (const { id, topic, triggeredAt } of batch) {
    const state = states.get(id);
    if (state === 'done' || state === 'waiting' || state === 'unreadable') {
      metrics.deliveries.countApplication(topic, state, triggeredAt && now - triggeredAt.getTime());
    }
  }
}
