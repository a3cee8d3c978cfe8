import { type AuditEntry, writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import {
  addProgramVersion,
  listStoredVersions,
  type StoredVersion,
} from '#app/db/programs/program-versions.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import {
  type PlannedStart,
  planStart,
  type VersionInSchedule,
} from '#app/loyalty/program/program-schedule.ts';

import { announceBegun, announceScheduled } from './announce-versions.server.ts';
import { judgeAgainSince } from '../settling/judge-again.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';

/** A version that was published. */
export interface Published {
  readonly outcome: 'published';
  readonly version: number;
  readonly inForceFrom: Date;
  /** Whether it is in force already, or waits for its time. */
  readonly hasBegun: boolean;
}

/** Why a version cannot begin when it was to. */
export type RefusedStart = Exclude<PlannedStart, { outcome: 'planned' }>;

/** What is published, by whom, from when on and why. */
export interface Publication {
  readonly staffUserId: string;
  readonly program: Program;
  readonly begins: Date | 'now';
  readonly note: string | null;
  /** Whatever the log says besides of where it came from. */
  readonly origin: Pick<AuditEntry, 'detail'> & {
    readonly action?: 'program.rolled_back';
  };
}

/**
 * Publishes a version, and judges again in the same transaction what was placed since it is in force: an order may be
 * faster than the merchant. What lies before it stays as it is.
 * @param sql a transaction that has locked against judging
 */
export async function publishVersion(
  sql: Sql,
  shop: SettlingShop,
  { staffUserId, program, begins, note, origin }: Publication,
  now: Date,
): Promise<Published | RefusedStart> {
  // Whose time has come since the last sweep: it began before this one.
  await announceScheduled(sql, shop.id, now);
  const versions = await listStoredVersions(sql, shop.id);
  const start = planStart(versions.map(inSchedule), begins, now);
  if (start.outcome !== 'planned') return start;
  const { inForceFrom } = start;
  const actor = `staff:${staffUserId}` as const;
  const published = { program, inForceFrom, publishedBy: actor, note };
  const version = await addProgramVersion(sql, shop.id, published, now);
  await judgeAgainSince(sql, shop, inForceFrom, now);
  const hasBegun = (await announceBegun(sql, shop.id, now)).includes(version);
  await writeAuditEntry(
    sql,
    shop.id,
    {
      actor,
      action: origin.action ?? (hasBegun ? 'program.published' : 'program.scheduled'),
      subject: `program:${version}`,
      detail: { version, inForceFrom: inForceFrom.toISOString(), ...origin.detail },
    },
    now,
  );
  return { outcome: 'published', version, inForceFrom, hasBegun };
}

/** A stored version as the schedule sees it. */
export function inSchedule(stored: StoredVersion): VersionInSchedule {
  const { version, inForceFrom, announcedAt, withdrawnAt } = stored;
  return {
    version,
    inForceFrom,
    isAnnounced: announcedAt !== null,
    isWithdrawn: withdrawnAt !== null,
  };
}
