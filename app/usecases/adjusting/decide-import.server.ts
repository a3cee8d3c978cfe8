import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import {
  type AdjustmentImport,
  ImportId,
  lockImport,
} from '#app/db/adjusting/adjustment-imports.server.ts';
import { dropAdjustmentRows } from '#app/db/adjusting/adjustment-rows.server.ts';
import {
  changeImportState,
  noteConfirmed,
  noteUndoing,
} from '#app/db/adjusting/import-progress.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from '../services.server.ts';
import { askForImports } from './carry-out-imports.server.ts';

/** What staff decide about a file. */
export type ImportDecision =
  /** Carry it out; what is to be taken and is not there is let go, or owed. */
  | { readonly kind: 'confirm'; readonly beyond: 'leave' | 'owe' }
  /** Never carry it out. */
  | { readonly kind: 'discard' }
  /** Take it back, also while it is being carried out. */
  | { readonly kind: 'undo' };

interface DecisionWish {
  readonly staffUserId: string;
  /** As the address says it. */
  readonly id: string;
  readonly decision: ImportDecision;
}

/** What a decision came to; `not_now` where the file is in no state for it, for somebody else was first. */
export type DecidedImport = 'decided' | 'not_now' | 'unknown';

const POSSIBLE_IN = {
  confirm: ['checked'],
  discard: ['checked'],
  undo: ['applying', 'applied'],
} as const satisfies Record<ImportDecision['kind'], readonly AdjustmentImport['state'][]>;

const ACTIONS = {
  confirm: 'adjustments.confirmed',
  discard: 'adjustments.discarded',
  undo: 'adjustments.undone',
} as const;

/** Notes what staff decide about a file of adjustments, and asks for the job that carries it out. */
export async function decideImport(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id, decision }: DecisionWish,
): Promise<DecidedImport> {
  const importId = ImportId.safeParse(id);
  if (!importId.success) return 'unknown';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const found = await lockImport(sql, shopId, importId.data);
    if (!found) return 'unknown';
    const possible: readonly AdjustmentImport['state'][] = POSSIBLE_IN[decision.kind];
    if (!possible.includes(found.state)) return 'not_now';
    await note(sql, shopId, found.id, { staffUserId, decision }, now);
    await writeAuditEntry(
      sql,
      shopId,
      {
        actor: `staff:${staffUserId}`,
        action: ACTIONS[decision.kind],
        subject: `adjustments:${found.id}`,
        detail: { lines: found.lines, gives: found.gives, takes: found.takes },
      },
      now,
    );
    return 'decided';
  });
}

async function note(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { staffUserId, decision }: Omit<DecisionWish, 'id'>,
  now: Date,
): Promise<void> {
  switch (decision.kind) {
    case 'confirm':
      await noteConfirmed(sql, shopId, id, { staffUserId, beyond: decision.beyond }, now);
      return askForImports(sql, shopId);
    case 'discard':
      await dropAdjustmentRows(sql, shopId, id);
      return changeImportState(sql, shopId, id, 'discarded');
    case 'undo':
      await noteUndoing(sql, shopId, id, staffUserId);
      return askForImports(sql, shopId);
  }
}
