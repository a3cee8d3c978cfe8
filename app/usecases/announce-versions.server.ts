import { writeAuditEntry } from '#app/db/audit-log.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { markAnnounced } from '#app/db/program-versions.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

/**
 * Has the storefront told where a version has begun of which nobody was told: one that is published at once, or whose
 * time has come.
 * @param sql an open transaction
 * @returns the numbers of these versions
 */
export async function announceBegun(sql: Sql, shopId: ShopId, now: Date): Promise<number[]> {
  const begun = await markAnnounced(sql, shopId, now);
  if (begun.length > 0) await queueEffects(sql, shopId, 'program-face', [shopId], now);
  return begun;
}

/**
 * Announces the scheduled versions of a shop whose time has come, and notes in the log that they began.
 * @param sql an open transaction
 */
export async function announceScheduled(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  for (const version of await announceBegun(sql, shopId, now)) {
    const entry = {
      actor: 'system',
      action: 'program.began',
      subject: `program:${version}`,
      detail: { version },
    } as const;
    await writeAuditEntry(sql, shopId, entry, now);
  }
}
