import type { Database } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { writeHistory } from '#bench/ledger/history.ts';
import { populate } from '#bench/ledger/members.ts';

/** What `writeHistory` writes for a lot. */
const TRANSFERS_PER_LOT = 5;

/** A shop of which each member has a lot with points in it, and whose program warns thirty days before they expire. */
export async function openExpiringShop(database: Database, members: number): Promise<Shop> {
  const population = await populate(database, members);
  await writeHistory(database, population, members * TRANSFERS_PER_LOT);
  await database.pool.query(
    `UPDATE program_versions SET document = jsonb_set(document, '{earning,expiryWarnings}', '[30]') WHERE shop_id = $1`,
    [population.shop.id],
  );
  // The ids of its members are left behind: what the jobs hold is to be seen.
  return population.shop;
}

/** Has all points of a shop expire at one moment. */
export async function expireAt({ pool }: Database, shop: Shop, moment: Date): Promise<void> {
  await pool.query('UPDATE lots SET expires_at = $2 WHERE shop_id = $1', [shop.id, moment]);
  await pool.query('VACUUM ANALYZE lots');
}
