import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import { findShop } from '#app/db/shops/shops.server.ts';
import { listDueMembers } from '#app/db/tiers/standings.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { assessTiers } from './assess-tiers.server.ts';
import type { Services } from '../services.server.ts';

/** Members assessed in one transaction. */
const BATCH_SIZE = 2_000;

/**
 * Assesses the members of a shop of whom the calendar alone changes something: whose tier has run out, who is to be
 * warned, or whose tier was set by hand until now. What an interruption leaves is still due.
 * @param signal that the process is to end: what is left then is another job's
 * @returns how many were assessed
 */
export async function assessDueTiers(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const { database, clock } = services;
  let total = 0;
  for (;;) {
    const shop = await findShop(database.pool, shopId);
    if (shop?.uninstalledAt !== null) return total;
    const now = clock.now();
    const due = await listDueMembers(database.pool, shopId, now, BATCH_SIZE);
    if (due.length === 0) return total;
    await inTransaction(database, async (sql) => {
      const changed = await assessTiers(sql, shop, due, now);
      await queueEffects(sql, shopId, 'member-summary', changed, now);
    });
    total += due.length;
    if (signal?.aborted) {
      await askForJob(database.pool, { task: 'assess-tiers', queue: 'tiers', shopId, afterMs: 0 });
      return total;
    }
  }
}
