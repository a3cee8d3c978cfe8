import { setImmediate as letOthersWork } from 'node:timers/promises';

import { listDueDeliveries } from '#app/db/deliveries/inbox.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';

import type { ReceivedDelivery } from '../deliveries/received-delivery.server.ts';
import type { Services } from '../services.server.ts';

/** Most deliveries taken up at once: enough to share the cost of a transaction, few enough to keep it short. */
const BATCH_SIZE = 500;

/** Most bytes of bodies taken up at once, a single larger one excepted. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Bodies that are translated in one go: a few milliseconds, then whatever else waits has its turn. */
const TRANSLATED_AT_ONCE = 25;

/**
 * What is due in a shop's inbox, in batches, until nothing is. Where more is surely there, the next batch is read and
 * translated while the caller works on one, so that this process and the database are busy at the same time.
 */
export async function* dueDeliveries(
  services: Services,
  shopId: ShopId,
): AsyncGenerator<readonly ReceivedDelivery[]> {
  let ahead: Promise<ReceivedDelivery[]> | undefined;
  for (;;) {
    const wasAhead = ahead !== undefined;
    const batch = await (ahead ?? readBatch(services, shopId, null));
    ahead = undefined;
    const last = batch.at(-1);
    if (last) {
      if (batch.length === BATCH_SIZE) {
        ahead = readBatch(services, shopId, last.row.id);
        // Should the caller go away, nobody is left to hear that it failed.
        ahead.catch(() => undefined);
      }
      yield batch;
    } else if (!wasAhead) return;
    // Otherwise once more from the start: ids are given before they are committed, so one that is lower may have come.
  }
}

/** @param afterId the last delivery that is being worked on */
async function readBatch(
  { database, clock }: Services,
  shopId: ShopId,
  afterId: string | null,
): Promise<ReceivedDelivery[]> {
  const rows = await listDueDeliveries(database.pool, shopId, clock.now(), {
    afterId,
    limit: BATCH_SIZE,
    bytes: BATCH_BYTES,
  });
  const batch: ReceivedDelivery[] = [];
  for (const row of rows) {
    batch.push({ row, delivery: readDelivery(row.topic, row.body) });
    if (batch.length % TRANSLATED_AT_ONCE === 0) await letOthersWork();
  }
  return batch;
}
