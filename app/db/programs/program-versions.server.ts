import { ShopId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { readProgram } from '#app/loyalty/program/upgrade-program.ts';

import type { AuditActor } from '../shops/audit-log.server.ts';
import type { Sql } from '../database.server.ts';

/** A version without its document. */
export interface StoredVersion {
  readonly version: number;
  readonly inForceFrom: Date;
  readonly publishedAt: Date;
  /** As the audit log names actors, or `app` for the program that a shop began with. */
  readonly publishedBy: string;
  readonly note: string | null;
  readonly withdrawnAt: Date | null;
  readonly announcedAt: Date | null;
}

/** All versions of a shop's program, newest first. */
export async function listStoredVersions(sql: Sql, shopId: ShopId): Promise<StoredVersion[]> {
  const { rows } = await sql.query<StoredVersion>(
    `SELECT version, in_force_from AS "inForceFrom", published_at AS "publishedAt", published_by AS "publishedBy",
       note, withdrawn_at AS "withdrawnAt", announced_at AS "announcedAt"
     FROM program_versions WHERE shop_id = $1 ORDER BY version DESC`,
    [shopId],
  );
  return rows;
}

/** What a version says; undefined where there is none of this number. */
export async function findProgram(
  sql: Sql,
  shopId: ShopId,
  version: number,
): Promise<Program | undefined> {
  const { rows } = await sql.query<{ document: unknown }>(
    'SELECT document FROM program_versions WHERE shop_id = $1 AND version = $2',
    [shopId, version],
  );
  return rows[0] && readProgram(rows[0].document);
}

/** A version as it is published. */
export interface NewVersion {
  readonly program: Program;
  readonly inForceFrom: Date;
  readonly publishedBy: AuditActor;
  readonly note: string | null;
}

/**
 * Writes a new version down, not announced yet. Call it under the lock against judging, which gives each its own number.
 * @returns its number
 */
export async function addProgramVersion(
  sql: Sql,
  shopId: ShopId,
  { program, inForceFrom, publishedBy, note }: NewVersion,
  now: Date,
): Promise<number> {
  const { rows } = await sql.query<{ version: number }>(
    `INSERT INTO program_versions (shop_id, version, document, in_force_from, published_at, published_by, note)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM program_versions WHERE shop_id = $1
     RETURNING version`,
    [shopId, JSON.stringify(program), inForceFrom, now, publishedBy, note],
  );
  const [row] = rows;
  if (!row) throw new Error('an inserted version was not returned');
  return row.version;
}

/**
 * Withdraws a version, if it has not begun.
 * @returns from when it was to be in force; null where it has begun or was withdrawn before
 */
export async function withdrawProgramVersion(
  sql: Sql,
  shopId: ShopId,
  version: number,
  now: Date,
): Promise<Date | null> {
  const { rows } = await sql.query<{ in_force_from: Date }>(
    `UPDATE program_versions SET withdrawn_at = $3 WHERE shop_id = $1 AND version = $2
       AND withdrawn_at IS NULL AND announced_at IS NULL AND in_force_from > $3 RETURNING in_force_from`,
    [shopId, version, now],
  );
  return rows[0]?.in_force_from ?? null;
}

/** What a version needs to be due: it has begun, and nobody was told. */
const TO_ANNOUNCE = 'announced_at IS NULL AND withdrawn_at IS NULL AND in_force_from <=';

/**
 * Notes that versions have begun. Of several transactions that do so at once, each version falls to one.
 * @returns the numbers of those that began since this was last called
 */
export async function markAnnounced(sql: Sql, shopId: ShopId, now: Date): Promise<number[]> {
  const { rows } = await sql.query<{ version: number }>(
    `UPDATE program_versions SET announced_at = $2 WHERE shop_id = $1 AND ${TO_ANNOUNCE} $2 RETURNING version`,
    [shopId, now],
  );
  return rows.map((row) => row.version).sort((a, b) => a - b);
}

/** Shops that have the app and of whose program a version has begun without anybody being told. */
export async function listShopsWithBegunVersions(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ shop_id: string }>(
    `SELECT DISTINCT shop_id FROM program_versions JOIN shops ON shops.id = shop_id
     WHERE shops.uninstalled_at IS NULL AND ${TO_ANNOUNCE} $1`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.shop_id));
}
