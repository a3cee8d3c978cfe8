import type { Sql } from '#app/db/database.server.ts';
import type { ReconciliationPosition } from '#app/db/checking/reconciliation-position.server.ts';
import {
  dropOldReconciliations,
  insertReconciliation,
} from '#app/db/checking/reconciliation-progress.server.ts';
import { readReconciledSoFar } from '#app/db/checking/reconciliations.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ReconciliationMode } from '#app/loyalty/reconciliation.ts';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * How far a run reaches back behind the end of the one before: Shopify dates to the second, by a clock of its own, and
 * shows what has changed a little late.
 */
const OVERLAP_MS = 15 * MINUTE_MS;

/** How long what a run came to can be looked up. */
const KEPT_DAYS = 90;

/** What is to be compared. */
export interface ReconciliationWish {
  readonly mode: ReconciliationMode;
  /**
   * What changed in this last stretch of time is left to the next run: its webhooks may still be under way, and nothing
   * was lost. Milliseconds; nothing is left unless told.
   */
  readonly graceMs?: number;
}

/**
 * Begins a run, unless one is under way in the shop. `changes` looks at what changed since the last run that ended well,
 * the first at what changed since the installation, and once a day for what Shopify does not have any more.
 * @param sql an open transaction, or the pool
 * @returns whether it was begun
 */
export async function beginReconciliation(
  sql: Sql,
  shop: Shop,
  { mode, graceMs = 0 }: ReconciliationWish,
  now: Date,
): Promise<boolean> {
  const soFar = await readReconciledSoFar(sql, shop.id);
  const lookedAt = soFar.lookedForMissingAt?.getTime() ?? 0;
  const isWhole = mode === 'everything';
  const from = (soFar.until ?? shop.installedAt).getTime();
  const begun = await insertReconciliation(sql, shop.id, {
    mode,
    startedAt: now,
    since: isWhole ? null : new Date(from - OVERLAP_MS),
    until: new Date(now.getTime() - graceMs),
    looksForMissing: isWhole || now.getTime() - lookedAt >= DAY_MS,
    position: isWhole ? FILE : CHANGES,
  });
  if (begun) {
    await dropOldReconciliations(sql, shop.id, new Date(now.getTime() - KEPT_DAYS * DAY_MS));
  }
  return begun;
}

const FILE: ReconciliationPosition = { step: 'file', operationId: null, starts: 0, handled: 0 };
const CHANGES: ReconciliationPosition = { step: 'orders', after: null };
