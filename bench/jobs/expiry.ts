import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { ageLots } from '#app/usecases/ledger/age-lots.server.ts';
import { warnOfExpiry } from '#app/usecases/ledger/warn-of-expiry.server.ts';

import { expireAt } from './expiring-shop.ts';
import { type Taken, watchWork } from './watch-memory.ts';

const DAY_MS = 86_400_000;

/** @returns how many members were warned */
export async function warnAll(database: Database, shop: Shop): Promise<Taken<number>> {
  const now = new Date();
  await expireAt(database, shop, new Date(now.getTime() + 20 * DAY_MS));
  const clock = { now: () => now };
  return watchWork(() => warnOfExpiry({ database, clock }, shop.id));
}

/** @returns how many lots have expired */
export async function expireAll(database: Database, shop: Shop): Promise<Taken<number>> {
  const now = new Date();
  await expireAt(database, shop, new Date(now.getTime() - DAY_MS));
  const clock = { now: () => now };
  return watchWork(() => ageLots({ database, clock }, shop.id));
}

/**
 * The least that expiring could be: a statement that empties the lots and one that empties the accounts. No transfer, no
 * receipt, no effect; nothing is locked in an order, and a crash half-way begins anew.
 * @returns how many lots have expired
 */
export async function expireBarely(database: Database, shop: Shop): Promise<Taken<number>> {
  await expireAt(database, shop, new Date(Date.now() - DAY_MS));
  return watchWork(() =>
    inTransaction(database, async (sql) => {
      const { rowCount } = await sql.query(
        `UPDATE lots SET expired = expired + remaining, remaining = 0 WHERE shop_id = $1 AND expires_at <= now()`,
        [shop.id],
      );
      await sql.query('UPDATE accounts SET available = 0 WHERE shop_id = $1', [shop.id]);
      return rowCount ?? 0;
    }),
  );
}
