import { listShopsWithDueLots } from '#app/db/due-lots.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { askForEffects } from '#app/db/effects.server.ts';
import { askForDraining, listShopsWithWork } from '#app/db/inbox.server.ts';
import { askForJob } from '#app/db/jobs.server.ts';
import { listShopsWithBegunVersions } from '#app/db/program-versions.server.ts';

import { announceScheduled } from './announce-versions.server.ts';
import { askForDueChecks } from './due-checks.server.ts';
import type { Services } from './services.server.ts';

/**
 * Asks for the jobs that somebody should have asked for: deliveries whose receiver died before it could, lots whose date
 * has come, checks whose time has come, and whatever else waited for its time. Scheduled versions of programs that have
 * begun are announced.
 */
export async function sweep({
  database,
  clock,
}: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const shops = await listShopsWithWork(database.pool, clock.now());
  for (const shopId of shops.deliveries) await askForDraining(database.pool, shopId);
  for (const shopId of shops.effects) await askForEffects(database.pool, shopId);
  for (const shopId of await listShopsWithDueLots(database.pool, clock.now())) {
    await askForJob(database.pool, { task: 'age-lots', queue: 'lots', shopId, afterMs: 0 });
  }
  for (const shopId of await listShopsWithBegunVersions(database.pool, clock.now())) {
    await inTransaction(database, (sql) => announceScheduled(sql, shopId, clock.now()));
  }
  await askForDueChecks({ database, clock });
}
