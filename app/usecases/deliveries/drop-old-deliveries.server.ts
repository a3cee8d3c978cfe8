import {
  dropOldDeliveryBatch,
  type RetentionLimits,
} from '#app/db/deliveries/delivery-retention.server.ts';
import { listEveryShop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/** Deliveries that one statement looks at. */
const BATCH_SIZE = 5_000;

/** How long the row of a delivery is kept, and the body of one that nobody could read. */
const DELIVERY_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was dropped. */
interface Dropped {
  bodiesDropped: number;
  deleted: number;
}

/**
 * Drops what the inbox need not keep any longer: bodies of deliveries that were done as many days ago as the settings
 * say, bodies of unreadable ones that arrived 90 days ago, and deliveries that were done 90 days ago. What is in line
 * or waits keeps everything. Shop by shop, in statements of at most 5,000 deliveries each, so that nothing is locked
 * for long; ended at any point, the next run goes on. A million deliveries with nothing to drop take two seconds, half
 * a million bodies fifteen.
 * @param signal ends it between two statements
 */
export async function dropOldDeliveries(
  services: Pick<Services, 'database' | 'clock' | 'logger' | 'settings'>,
  signal?: AbortSignal,
): Promise<Dropped> {
  const { database, clock, logger, settings } = services;
  const now = clock.now().getTime();
  const bodyDays = Math.min(settings.webhookBodyDays, DELIVERY_DAYS);
  const limits = {
    bodiesBefore: new Date(now - bodyDays * DAY_MS),
    deliveriesBefore: new Date(now - DELIVERY_DAYS * DAY_MS),
  };
  const total: Dropped = { bodiesDropped: 0, deleted: 0 };
  for (const shopId of await listEveryShop(database.pool)) {
    await dropOfShop(services, shopId, { limits, total, signal });
  }
  if (total.bodiesDropped + total.deleted > 0) logger.info(total, 'old deliveries were dropped');
  return total;
}

interface Run {
  readonly limits: RetentionLimits;
  /** Added to. */
  readonly total: Dropped;
  readonly signal: AbortSignal | undefined;
}

async function dropOfShop(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  { limits, total, signal }: Run,
): Promise<void> {
  let after: string | null = '0';
  while (after !== null && signal?.aborted !== true) {
    const batch = await dropOldDeliveryBatch(database.pool, shopId, limits, after, BATCH_SIZE);
    total.bodiesDropped += batch.bodiesDropped;
    total.deleted += batch.deleted;
    after = batch.last;
  }
}
