import type { ShopId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import type { Sql } from '../database.server.ts';

/**
 * Publishes version 1 of a shop's program, unless the shop has one already. It counts as announced: whoever gives a shop
 * its first program tells the storefront.
 * @param now from when facts are judged by it
 */
export async function insertFirstProgram(
  sql: Sql,
  shopId: ShopId,
  program: Program,
  now: Date,
): Promise<void> {
  await insertProgramVersion(sql, shopId, 1, program, now);
}

/** Writes down a version that has begun and was announced, unless the shop has one of this number. */
export async function insertProgramVersion(
  sql: Sql,
  shopId: ShopId,
  version: number,
  program: Program,
  inForceFrom: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO program_versions (shop_id, version, document, in_force_from, published_at, announced_at)
     VALUES ($1, $2, $3, $4, $4, $4) ON CONFLICT (shop_id, version) DO NOTHING`,
    [shopId, version, JSON.stringify(program), inForceFrom],
  );
}
