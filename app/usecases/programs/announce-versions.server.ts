import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import { markAnnounced } from '#app/db/programs/program-versions.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { type ProgramVersion, versionInForce } from '#app/loyalty/program/program.ts';

/**
 * Has the storefront told where a version has begun of which nobody was told: one that is published at once, or whose
 * time has come. Where it has other tiers, every member's summary is written again, and before that her tier assessed.
 * @param sql an open transaction
 * @returns the numbers of these versions
 */
export async function announceBegun(sql: Sql, shopId: ShopId, now: Date): Promise<number[]> {
  const begun = await markAnnounced(sql, shopId, now);
  if (begun.length === 0) return begun;
  await queueEffects(sql, shopId, 'program-face', [shopId], now);
  await askForTending(sql, shopId);
  const versions = await listProgramVersions(sql, shopId);
  if (changesTiers(versions, begun, now)) {
    await askForJob(sql, { task: 'refresh-summaries', queue: 'summaries', shopId, afterMs: 0 });
  }
  return begun;
}

function changesTiers(
  versions: readonly ProgramVersion[],
  begun: readonly number[],
  now: Date,
): boolean {
  const before = versionInForce(
    versions.filter(({ version }) => !begun.includes(version)),
    now,
  );
  const after = versionInForce(versions, now);
  const tiersOf = (version: ProgramVersion | undefined) =>
    JSON.stringify([version?.program.tiers, version?.program.qualification]);
  return before !== undefined && tiersOf(before) !== tiersOf(after);
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
