import { askForJob } from '#app/db/queue/jobs.server.ts';
import { findShop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';
import { giveDays } from './give-days.server.ts';
import { giveForConsents } from './give-for-consents.server.ts';
import { giveForJoining } from './give-for-joining.server.ts';

/** How long the job waits where Shopify did not answer. */
const PATIENCE_MS = 60_000;

/**
 * Looks at all that brings members points without their asking: that they joined, that they agreed to the newsletter or
 * do not any more, their birthdays and the anniversaries of their joining. Each is decided once, so the job may be
 * interrupted and repeated.
 * @param signal that the process is to end: what is left then is another job's
 */
export async function giveOccasions(
  services: Pick<Services, 'database' | 'adminApi' | 'clock' | 'logger'>,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<void> {
  const shop = await findShop(services.database.pool, shopId);
  if (shop?.uninstalledAt !== null) return;
  for (const step of [giveForJoining, giveForConsents, giveDays]) {
    for (;;) {
      const came = await step(services, shop);
      if (came.kind === 'done') break;
      if (came.kind === 'no_answer') {
        services.logger.warn({ shop: shop.domain, failure: came.failure }, 'occasions put off');
      }
      const isOver = came.kind === 'no_answer';
      if (isOver || signal?.aborted) return askAgain(services, shopId, isOver ? PATIENCE_MS : 0);
    }
  }
}

async function askAgain(
  { database }: Pick<Services, 'database'>,
  shopId: ShopId,
  afterMs: number,
): Promise<void> {
  await askForJob(database.pool, { task: 'give-occasions', queue: 'occasions', shopId, afterMs });
}
