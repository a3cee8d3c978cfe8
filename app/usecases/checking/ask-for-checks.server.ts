import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { ReconciliationMode } from '#app/loyalty/reconciliation.ts';

import { beginReconciliation } from '../reconciling/begin-reconciliation.server.ts';
import { askForProving, beginProof } from './prove-ledger.server.ts';
import { askForReconciling } from '../reconciling/reconcile.server.ts';
import type { Services } from '../services.server.ts';

/** What a wish of the staff came to. */
export type CheckAsked =
  | 'begun'
  /** One is under way already. */
  | 'running';

/** Has a shop compared with Shopify, at the wish of somebody of the staff; a worker does it. */
export async function askForReconciliation(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  { mode, staffUserId }: { readonly mode: ReconciliationMode; readonly staffUserId: string },
): Promise<CheckAsked> {
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    if (!(await beginReconciliation(sql, shop, { mode }, now))) return 'running';
    await askForReconciling(sql, shop.id);
    const actor = `staff:${staffUserId}` as const;
    const entry = { actor, action: 'reconciliation.asked', detail: { mode } };
    await writeAuditEntry(sql, shop.id, entry, now);
    return 'begun';
  });
}

/** Has a shop's ledger proved, at the wish of somebody of the staff; a worker does it. */
export async function askForProof(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  staffUserId: string,
): Promise<CheckAsked> {
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    if (!(await beginProof(sql, shop.id, now))) return 'running';
    await askForProving(sql, shop.id);
    const entry = { actor: `staff:${staffUserId}`, action: 'ledger_proof.asked' } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
    return 'begun';
  });
}
