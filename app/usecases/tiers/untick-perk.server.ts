import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { findPerkUse, undoPerkUse } from '#app/db/tiers/perk-uses.server.ts';
import { MemberId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';
import type { TieringShop } from './tiering-shop.server.ts';

/** What undoing came to. */
export type UntickOutcome = 'undone' | 'unknown_use';

/** A use of a perk that was none. */
export interface PerkUntick {
  readonly staffUserId: string;
  /** As somebody wrote it. */
  readonly memberId: string;
  /** The use, as somebody wrote its id. */
  readonly use: string;
}

/**
 * Notes that a perk was not used after all, so that the member can use it in the same period, whatever her tier is by
 * now. The use stays in her history, and so does this. Undone a second time, by whomever, it changes nothing: another
 * use that was noted meanwhile has an id of its own.
 */
export async function untickPerk(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Pick<TieringShop, 'id'>,
  { staffUserId, ...wish }: PerkUntick,
): Promise<UntickOutcome> {
  const memberId = MemberId.safeParse(wish.memberId);
  const id = RowId.safeParse(wish.use);
  if (!memberId.success || !id.success) return 'unknown_use';
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    await lockAccounts(sql, shop.id, [memberId.data]);
    const use = await findPerkUse(sql, shop.id, memberId.data, { id: id.data });
    if (!use) return 'unknown_use';
    if (use.isUndone) return 'undone';
    const by = `staff:${staffUserId}` as const;
    await undoPerkUse(sql, shop.id, { id: use.id, by }, now);
    const entry = {
      actor: by,
      action: 'perk.undone',
      subject: `member:${memberId.data}`,
      detail: { perk: use.perk },
    };
    await writeAuditEntry(sql, shop.id, entry, now);
    return 'undone';
  });
}
