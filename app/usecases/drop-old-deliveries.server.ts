import { dropOldDeliveryBatch, listShopsWithInbox } from '#app/db/delivery-retention.server.ts';

import type { Services } from './services.server.ts';

/** Deliveries that one statement looks at. */
const BATCH_SIZE = 5_000;

/** How long the row of a delivery is kept, and the body of one that nobody could read. */
const DELIVERY_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Drops what the inbox need not keep any longer: bodies of deliveries that were done as many days ago as
 * the settings say, bodies of unreadable ones that arrived 90 days ago, and deliveries that were done 90 days ago. What is in line or waits keeps
 * everything. Shop by shop, in statements of at most 5,000 deliveries each, so that nothing is locked for long; ended
 * at any point, the next run goes on.
 * @returns how many bodies and deliveries were dropped
 */
export async function dropOldDeliveries({
  database,
  clock,
  logger,
  settings,
}: Pick<Services, 'database' | 'clock' | 'logger' | 'settings'>): Promise<{
  readonly bodiesDropped: number;
  readonly deleted: number;
}> {
  const now = clock.now().getTime();
  const deliveriesBefore = new Date(now - DELIVERY_DAYS * DAY_MS);
  const bodiesBefore = new Date(now - Math.min(settings.webhookBodyDays, DELIVERY_DAYS) * DAY_MS);
  const limits = { bodiesBefore, deliveriesBefore };
  const total = { bodiesDropped: 0, deleted: 0 };
  for (const shopId of await listShopsWithInbox(database.pool)) {
    for (let after: string | null = '0'; after !== null;) {
      const batch = await dropOldDeliveryBatch(database.pool, shopId, limits, after, BATCH_SIZE);
      total.bodiesDropped += batch.bodiesDropped;
      total.deleted += batch.deleted;
      after = batch.last;
    }
  }
  if (total.bodiesDropped + total.deleted > 0) logger.info(total, 'old deliveries were dropped');
  return total;
}
