import type { Database } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { assessDueTiers } from '#app/usecases/assessing/assess-due-tiers.server.ts';

import { RUN_AT } from './lapsing-shop.ts';
import { type Taken, watchWork } from './watch-memory.ts';

/** @returns how many members were assessed */
export async function assessAll(database: Database, shop: Shop): Promise<Taken<number>> {
  const clock = { now: () => RUN_AT };
  return watchWork(() => assessDueTiers({ database, clock }, shop.id));
}

/**
 * The least that assessing could be: one statement that puts everybody down. Nobody's history is looked at, no move is
 * noted, nobody is told. It is taken back, so that the assessment finds everything as it was.
 * @returns how many members were put down
 */
export async function assessBarely({ pool }: Database, shop: Shop): Promise<Taken<number>> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    return await watchWork(async () => {
      const { rowCount } = await client.query(
        `UPDATE standings SET tier = 'bronze', due_at = NULL, since = now() WHERE shop_id = $1 AND due_at <= $2`,
        [shop.id, RUN_AT],
      );
      return rowCount ?? 0;
    });
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
