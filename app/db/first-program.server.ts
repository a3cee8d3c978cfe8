import type { ShopId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program.ts';

import type { Sql } from './database.server.ts';

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
  await sql.query(
    `INSERT INTO program_versions (shop_id, version, document, in_force_from, published_at, announced_at)
     VALUES ($1, 1, $2, $3, $3, $3) ON CONFLICT (shop_id, version) DO NOTHING`,
    [shopId, JSON.stringify(program), now],
  );
}
