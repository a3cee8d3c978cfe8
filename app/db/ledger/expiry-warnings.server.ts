import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Shops that have the app and whose members have not been looked through since a moment. */
export async function listShopsToWarn(sql: Sql, since: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM shops WHERE uninstalled_at IS NULL AND (expiry_warned_at IS NULL OR expiry_warned_at <= $1)
     ORDER BY id`,
    [since],
  );
  return rows.map((row) => ShopId.parse(row.id));
}

/** Notes that a shop's members have been looked through. */
export async function noteWarned(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  await sql.query('UPDATE shops SET expiry_warned_at = $2 WHERE id = $1', [shopId, now]);
}
