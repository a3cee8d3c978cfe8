import type { Database } from '#app/db/database.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { saveInstalledShop } from '#app/db/shops/shops.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';

import { BENCH_SHOP, expectedOrder, numberOfCustomer } from './order-template.ts';

/** Sets up the shop that the load is for, with an access token that does not expire. */
export async function installShop(database: Database, since: Date): Promise<void> {
  const details = {
    domain: BENCH_SHOP.domain,
    name: 'Bench Roastery',
    currency: BENCH_SHOP.currency,
    timezone: 'Europe/Berlin',
    locale: 'en',
    isDevelopment: false,
  };
  const shop = await saveInstalledShop(database.pool, details, since);
  await insertFirstProgram(database.pool, shop.id, firstProgram(), since);
  await database.pool.query(
    `INSERT INTO sessions (shop, id, state, is_online, scope, access_token)
     VALUES ($1, $2, '', false, 'read_orders,read_products,write_app_proxy,write_customers', 'bench')`,
    [BENCH_SHOP.domain, `offline_${BENCH_SHOP.domain}`],
  );
}

/** Orders that are in the ledger at this moment. */
export async function countApplied(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(
    `SELECT count(*) FROM transfers WHERE cause_kind = 'order'`,
  );
  return Number(rows[0]?.count ?? 0);
}

/** Deliveries that nobody has looked at yet. */
export async function countUnapplied(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(
    `SELECT count(*) FROM inbox WHERE state <> 'done'`,
  );
  return Number(rows[0]?.count ?? 0);
}

/**
 * Compares the ledger with what was acknowledged.
 * @returns orders that were acknowledged and are not in the ledger, and customers whose balance is not what their one
 *   order is worth, or whose transfers do not add up to it
 */
export async function compare(
  database: Database,
  acknowledged: readonly number[],
): Promise<{ lost: number; wrongBalances: number }> {
  const { rows } = await database.pool.query<{
    customer_id: string;
    available: string;
    posted: string;
  }>(
    `SELECT m.customer_id, a.available, coalesce(sum(t.amount), 0) AS posted
     FROM members m JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id
     LEFT JOIN transfers t ON t.shop_id = m.shop_id AND t.member_id = m.id
     GROUP BY m.customer_id, a.available`,
  );
  const seen = new Set<number>();
  let wrongBalances = 0;
  for (const row of rows) {
    const number = numberOfCustomer(row.customer_id);
    seen.add(number);
    const { points } = expectedOrder(number);
    if (Number(row.available) !== points || Number(row.posted) !== points) wrongBalances += 1;
  }
  return { lost: acknowledged.filter((number) => !seen.has(number)).length, wrongBalances };
}
