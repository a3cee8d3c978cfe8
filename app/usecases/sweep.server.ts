import { listShopsWithOccasions } from '#app/db/actions/occasion-days.server.ts';
import { listShopsWithDueLots } from '#app/db/ledger/due-lots.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { askForEffects } from '#app/db/queue/effects.server.ts';
import { askForDraining, listShopsWithWork } from '#app/db/deliveries/inbox.server.ts';
import { askForJob, askForOccasions } from '#app/db/queue/jobs.server.ts';
import { askForPayingOut, listShopsWithDuePayOuts } from '#app/db/redemptions/pay-outs.server.ts';
import { dropFullLimits } from '#app/db/requests/request-limits.server.ts';
import { listShopsWithBegunVersions } from '#app/db/programs/program-versions.server.ts';
import { askForTending, listShopsToTend } from '#app/db/redemptions/reward-tendings.server.ts';
import { listShopsWithDueMembers } from '#app/db/tiers/standings.server.ts';

import { askForOpenImports } from './adjusting/carry-out-imports.server.ts';
import { dropLeftUploads } from './adjusting/receive-import.server.ts';
import { announceScheduled } from './programs/announce-versions.server.ts';
import { askForDueChecks } from './checking/due-checks.server.ts';
import type { Services } from './services.server.ts';
import { askForDueWarnings } from './ledger/warn-of-expiry.server.ts';

/**
 * Asks for the jobs that somebody should have asked for: deliveries whose receiver died before it could, lots whose date
 * has come, pay-outs, members whose tier is to be assessed, birthdays and the like, checks and warnings whose time has
 * come, and whatever else waited for its time. Scheduled versions of programs that have begun are announced, uploads
 * that were broken off dropped, and so is what says no more of who may ask for how much.
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
  for (const shopId of await listShopsToTend(database.pool, clock.now())) {
    await askForTending(database.pool, shopId);
  }
  for (const shopId of await listShopsWithOccasions(database.pool, clock.now())) {
    await askForOccasions(database.pool, shopId);
  }
  for (const shopId of await listShopsWithDueMembers(database.pool, clock.now())) {
    await askForJob(database.pool, { task: 'assess-tiers', queue: 'tiers', shopId, afterMs: 0 });
  }
  for (const shopId of await listShopsWithDuePayOuts(database.pool, clock.now())) {
    await askForPayingOut(database.pool, shopId);
  }
  for (const shopId of await listShopsWithBegunVersions(database.pool, clock.now())) {
    await inTransaction(database, (sql) => announceScheduled(sql, shopId, clock.now()));
  }
  await askForDueChecks({ database, clock });
  await askForDueWarnings({ database, clock });
  await askForOpenImports({ database });
  await dropLeftUploads({ database, clock });
  await dropFullLimits(database.pool);
}
