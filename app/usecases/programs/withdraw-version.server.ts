import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import {
  listStoredVersions,
  withdrawProgramVersion,
} from '#app/db/programs/program-versions.server.ts';
import { lockAgainstJudging } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';

import { judgeAgainSince } from '../settling/judge-again.server.ts';
import type { Services } from '../services.server.ts';

/** What a wish to withdraw came to. What has begun stays: orders were judged by it. */
export type Withdrawal = 'withdrawn' | 'withdrawn_before' | 'has_begun' | 'unknown';

/**
 * Withdraws a scheduled version that has not begun. The row stays, and its number is not given again; orders that are
 * dated ahead of its start are judged again, by whatever is in force then without it.
 */
export async function withdrawVersion(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Shop,
  { staffUserId, version }: { readonly staffUserId: string; readonly version: number },
): Promise<Withdrawal> {
  return inTransaction(database, async (sql) => {
    await lockAgainstJudging(sql, shop.id);
    const now = clock.now();
    const stored = (await listStoredVersions(sql, shop.id)).find(
      (each) => each.version === version,
    );
    if (!stored) return 'unknown';
    if (stored.withdrawnAt !== null) return 'withdrawn_before';
    const inForceFrom = await withdrawProgramVersion(sql, shop.id, version, now);
    if (inForceFrom === null) return 'has_begun';
    await judgeAgainSince(sql, shop, inForceFrom, now);
    const entry = {
      actor: `staff:${staffUserId}`,
      action: 'program.withdrawn',
      subject: `program:${version}`,
      detail: { version, inForceFrom: inForceFrom.toISOString() },
    } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
    return 'withdrawn';
  });
}
