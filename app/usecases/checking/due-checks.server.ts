import { inTransaction } from '#app/db/database.server.ts';
import {
  listAbandonedProofs,
  listAbandonedReconciliations,
  listShopsToProve,
  listShopsToReconcile,
} from '#app/db/checking/due-checks.server.ts';
import { findShop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { beginReconciliation } from '../reconciling/begin-reconciliation.server.ts';
import { askForProving, beginProof } from './prove-ledger.server.ts';
import { askForReconciling } from '../reconciling/reconcile.server.ts';
import type { Services } from '../services.server.ts';

/** How long Shopify may take to tell of a change by itself before a run counts it as missing. */
const GRACE_MS = 10 * 60 * 1000;

/**
 * Begins the checks whose time has come, the comparison with Shopify each hour and the proof of the ledger each night,
 * and takes up those whose job has died.
 */
export async function askForDueChecks({
  database,
  clock,
}: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const { pool } = database;
  const now = clock.now();
  for (const shopId of await listShopsToReconcile(pool, now)) {
    await inTransaction(database, async (sql) => {
      const shop = await findShop(sql, shopId);
      if (!shop) return;
      await beginReconciliation(sql, shop, { mode: 'changes', graceMs: GRACE_MS }, now);
      await askForReconciling(sql, shopId);
    });
  }
  for (const shopId of await listShopsToProve(pool, now)) {
    await inTransaction(database, async (sql) => {
      await beginProof(sql, shopId, now);
      await askForProving(sql, shopId);
    });
  }
  const take = async (shopIds: readonly ShopId[], ask: typeof askForProving) => {
    for (const shopId of shopIds) await ask(pool, shopId);
  };
  await take(await listAbandonedReconciliations(pool, now), askForReconciling);
  await take(await listAbandonedProofs(pool, now), askForProving);
}
