import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import { listMemberIds } from '#app/db/members/members.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';

/** Members whose effects are queued in one transaction: a shop may have a million. */
const BATCH_SIZE = 1_000;

/**
 * Has everything written again that the storefront shows: an uninstall takes the app's metafields away, the program's
 * face, every member's summary and her tier.
 * @param sql the transaction in which the shop came back
 */
export async function askForStorefrontRefresh(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  await queueEffects(sql, shopId, 'program-face', [shopId], now);
  await askForJob(sql, { task: 'refresh-summaries', queue: 'summaries', shopId, afterMs: 0 });
}

/**
 * Queues the summary and the tier of every member, in batches. Repeating it does no harm: effects on one member are one.
 * @returns how many members there are
 */
export async function refreshSummaries(services: Services, shopId: ShopId): Promise<number> {
  const { pool } = services.database;
  let total = 0;
  let after = '0';
  for (;;) {
    const memberIds = await listMemberIds(pool, shopId, after, BATCH_SIZE);
    const last = memberIds.at(-1);
    if (last === undefined) return total;
    const now = services.clock.now();
    await queueEffects(pool, shopId, 'member-summary', memberIds, now);
    await queueEffects(pool, shopId, 'member-tier', memberIds, now);
    total += memberIds.length;
    after = last;
  }
}
