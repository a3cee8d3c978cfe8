import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { readProgram } from '#app/loyalty/program/upgrade-program.ts';

import type { Sql } from '../database.server.ts';

/** All versions of a shop's program that were not withdrawn, oldest first. */
export async function listProgramVersions(sql: Sql, shopId: ShopId): Promise<ProgramVersion[]> {
  const { rows } = await sql.query<{ version: number; document: unknown; in_force_from: Date }>(
    `SELECT version, document, in_force_from FROM program_versions
     WHERE shop_id = $1 AND withdrawn_at IS NULL ORDER BY version`,
    [shopId],
  );
  return rows.map((row) => ({
    version: row.version,
    inForceFrom: row.in_force_from,
    program: readProgram(row.document),
  }));
}

/** The version in force at a moment, read alone: the one that began last. Undefined before the first. */
export async function findVersionInForce(
  sql: Sql,
  shopId: ShopId,
  moment: Date,
): Promise<ProgramVersion | undefined> {
  const { rows } = await sql.query<{ version: number; document: unknown; in_force_from: Date }>({
    name: 'find-version-in-force',
    text: `SELECT version, document, in_force_from FROM program_versions
     WHERE shop_id = $1 AND withdrawn_at IS NULL AND in_force_from <= $2
     ORDER BY in_force_from DESC, version DESC LIMIT 1`,
    values: [shopId, moment],
  });
  const [row] = rows;
  return (
    row && {
      version: row.version,
      inForceFrom: row.in_force_from,
      program: readProgram(row.document),
    }
  );
}

/** The first of the two numbers that name an advisory lock: which kind it is. */
const JUDGING = 0x4556;

/**
 * Waits until nobody changes by what a shop's orders are judged (a publication, a merge), and keeps it so until the
 * transaction ends. Any number of transactions may judge at once: it is a lock in memory, not on a row that every sale
 * would write.
 */
export async function lockForJudging(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock_shared($1, hashint8($2::bigint))', [
    JUDGING,
    shopId,
  ]);
}

/** Waits until nobody judges, and keeps everybody from it until the transaction ends. */
export async function lockAgainstJudging(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1, hashint8($2::bigint))', [JUDGING, shopId]);
}
