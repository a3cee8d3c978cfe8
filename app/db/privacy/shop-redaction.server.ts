import type { ShopId } from '#app/loyalty/ids.ts';

import { type Database, type Sql, inTransaction } from '../database.server.ts';
import { lotsOpenedBy } from '../ledger/lots-of-people.server.ts';
import { withdrawJobs } from '../queue/jobs.server.ts';
import type { Shop } from '../shops/shops.server.ts';

/** What a step of erasing a shop came to. */
export type RedactionStep = 'more' | 'done' | 'came_back';

/** Members erased in one transaction, each with all of her ledger. */
const MEMBERS_MAX = 500;
/** Rows of other tables erased in one transaction. */
const ROWS_MAX = 5_000;

/**
 * Erases the next part of a shop in a transaction of its own: first members, each with her orders and whole ledger, so
 * that what is left is balanced at every commit; then orders, deliveries and the log; at last all the rest and the shop.
 */
export async function eraseNextOfShop(database: Database, shop: Shop): Promise<RedactionStep> {
  return inTransaction(database, async (sql) => {
    if (!(await isStillGone(sql, shop.id))) return 'came_back';
    // The transfers' trigger lets nobody delete but whoever says that the shop is being erased.
    await sql.query(`SELECT set_config('evergreen.redacting_shop', $1, true)`, [shop.id]);
    if ((await eraseMembers(sql, shop.id)) > 0) return 'more';
    for (const table of ['orders', 'inbox', 'audit_log'] as const) {
      if ((await eraseRows(sql, table, shop.id)) > 0) return 'more';
    }
    await eraseRest(sql, shop);
    return 'done';
  });
}

/** Locked against an installation, which waits for the step, and thereby stops the next one. */
async function isStillGone(sql: Sql, shopId: ShopId): Promise<boolean> {
  const { rows } = await sql.query<{ is_gone: boolean }>(
    `SELECT uninstalled_at IS NOT NULL AS is_gone FROM shops WHERE id = $1 FOR NO KEY UPDATE`,
    [shopId],
  );
  return rows[0]?.is_gone === true;
}

/**
 * What each member has; her tiers and what they gave her last. What she redeemed goes with the points that are held for it: in a
 * shop that comes back nobody could pay it out or give it back.
 */
const OF_MEMBERS = [
  'redemptions',
  'transfers',
  'accounts',
  'orders',
  'actions',
  'joinings',
  'birthdays',
  'code_attempts',
  'standings',
  'tier_moves',
  'tier_pins',
  'tier_gifts',
  'perk_uses',
  'notices',
];

/** Each with all who became her by a merge: their ledgers are one. */
async function eraseMembers(sql: Sql, shopId: ShopId): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `WITH roots AS (
       SELECT id FROM members WHERE shop_id = $1 AND merged_into IS NULL ORDER BY id LIMIT ${MEMBERS_MAX} FOR UPDATE
     )
     SELECT id FROM roots
     UNION SELECT members.id FROM members JOIN roots ON members.shop_id = $1 AND members.merged_into = roots.id`,
    [shopId],
  );
  if (rows.length === 0) return 0;
  const members = [shopId, rows.map((row) => row.id)];
  // Before the transfers, by which they are found.
  await sql.query(
    `DELETE FROM lots WHERE shop_id = $1 AND id = ANY(${lotsOpenedBy('id = ANY($2::bigint[])')})`,
    members,
  );
  await sql.query(
    `DELETE FROM pay_outs USING redemptions r
     WHERE r.shop_id = $1 AND r.member_id = ANY($2::bigint[])
       AND pay_outs.shop_id = $1 AND pay_outs.redemption_id = r.id`,
    members,
  );
  for (const table of OF_MEMBERS) {
    await sql.query(
      `DELETE FROM ${table} WHERE shop_id = $1 AND member_id = ANY($2::bigint[])`,
      members,
    );
  }
  await sql.query(
    `DELETE FROM orders USING members
     WHERE members.shop_id = $1 AND members.id = ANY($2::bigint[])
       AND orders.shop_id = $1 AND orders.customer_id = members.customer_id`,
    members,
  );
  await sql.query(
    `DELETE FROM effects
     WHERE shop_id = $1 AND kind IN ('member-summary', 'member-tier') AND subject_id = ANY($2::bigint[])`,
    members,
  );
  await sql.query('DELETE FROM members WHERE shop_id = $1 AND id = ANY($2::bigint[])', members);
  return rows.length;
}

/** The demand itself, which lies in the inbox, is among what goes last, so that an interruption finds it again. */
const SPARED = { orders: '', audit_log: '', inbox: `AND topic <> 'shop/redact'` } as const;

async function eraseRows(sql: Sql, table: keyof typeof SPARED, shopId: ShopId): Promise<number> {
  const key = table === 'orders' ? 'order_id' : 'id';
  const { rowCount } = await sql.query(
    `DELETE FROM ${table} WHERE shop_id = $1 AND ${key} IN (
       SELECT ${key} FROM ${table} WHERE shop_id = $1 ${SPARED[table]} ORDER BY ${key} LIMIT ${ROWS_MAX})`,
    [shopId],
  );
  return rowCount ?? 0;
}

/** Tables with few rows a shop, or with rows that are small. */
const REST = [
  'lots',
  'pay_outs',
  'reward_gaps',
  'redemptions',
  'reward_takings',
  'reward_codes',
  'reward_discounts',
  'reward_tendings',
  'adjustment_rows',
  'adjustment_files',
  'adjustment_imports',
  'notices',
  'causes',
  'guest_contacts',
  'products',
  'catalog_names',
  'customer_tags',
  'email_consents',
  'occasion_days',
  'point_flows',
  'point_flow_positions',
  'api_keys',
  'request_limits',
  'deleted_orders',
  'customer_merges',
  'former_currencies',
  'former_timezones',
  'reconciliations',
  'ledger_proofs',
  'effects',
  'data_requests',
  'audit_log',
  'program_drafts',
  'program_versions',
  'inbox',
];

async function eraseRest(sql: Sql, shop: Shop): Promise<void> {
  for (const table of REST) {
    await sql.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shop.id]);
  }
  await sql.query('DELETE FROM sessions WHERE shop = $1', [shop.domain]);
  await withdrawJobs(sql, shop.id);
  await sql.query('DELETE FROM shops WHERE id = $1', [shop.id]);
}

/**
 * Deletes what lies in the inbox of a shop that is not there any more: the receiver had found the shop a moment before
 * it was erased.
 */
export async function deleteInboxOfGoneShop(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query(
    `DELETE FROM inbox WHERE shop_id = $1 AND NOT EXISTS (SELECT FROM shops WHERE id = $1)`,
    [shopId],
  );
}
