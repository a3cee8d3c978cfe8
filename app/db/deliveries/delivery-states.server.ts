import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** How things stand with some deliveries of a shop, by their ids. Those that were erased meanwhile are missing. */
export async function listDeliveryStates(
  sql: Sql,
  shopId: ShopId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ id: string; state: string }>(
    'SELECT id, state FROM inbox WHERE shop_id = $1 AND id = ANY ($2::bigint[])',
    [shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.state]));
}
