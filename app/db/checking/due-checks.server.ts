import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Most shops returned: after a long standstill not all begin in the same minute. */
const SHOPS_MAX = 50;

/**
 * Whether something of a shop has been in line for more than a moment, or is to be tried again soon: Shopify's budget is
 * needed there, and what is in line would be taken for missing. What has been put off for longer holds nobody up.
 */
const IS_BUSY = `
  EXISTS (SELECT FROM inbox i WHERE i.shop_id = shops.id AND i.state IN ('received', 'waiting')
            AND coalesce(i.retry_at, i.received_at) < $1::timestamptz + interval '30 seconds'
            AND i.received_at < $1::timestamptz - interval '10 seconds')
  OR EXISTS (SELECT FROM effects e WHERE e.shop_id = shops.id
               AND coalesce(e.retry_at, e.wanted_at) < $1::timestamptz + interval '30 seconds'
               AND e.wanted_at < $1::timestamptz - interval '10 seconds')`;

/** Whether a shop's deliveries or effects need Shopify more urgently than a comparison does. */
export async function isShopBusy(sql: Sql, shopId: ShopId, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(`SELECT FROM shops WHERE id = $2 AND (${IS_BUSY})`, [
    now,
    shopId,
  ]);
  return rowCount === 1;
}

/**
 * Shops to be compared with Shopify: each has a minute of the hour of its own, so that not all ask at the same time. A
 * minute that was missed is made up for. In the first half hour after the installation there is nothing to compare yet.
 */
export async function listShopsToReconcile(sql: Sql, now: Date): Promise<ShopId[]> {
  return listShops(
    sql,
    `WITH slots AS (
       SELECT id, date_trunc('hour', $1::timestamptz - offset_) + offset_ AS slot
       FROM (SELECT id, (id % 60) * interval '1 minute' AS offset_ FROM shops WHERE uninstalled_at IS NULL) AS offsets
     )
     SELECT id FROM slots JOIN shops USING (id)
     WHERE installed_at < slot - interval '30 minutes' AND NOT (${IS_BUSY})
       AND NOT EXISTS (SELECT FROM reconciliations r
                       WHERE r.shop_id = shops.id AND (r.state = 'running' OR r.started_at >= slot))
     ORDER BY slot LIMIT ${SHOPS_MAX}`,
    now,
  );
}

/** Shops whose ledger is to be proved: each once a night, between one and four o'clock, UTC. */
export async function listShopsToProve(sql: Sql, now: Date): Promise<ShopId[]> {
  return listShops(
    sql,
    `WITH slots AS (
       SELECT id, date_trunc('day', ($1::timestamptz - offset_) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + offset_ AS slot
       FROM (SELECT id, interval '1 hour' + (id % 180) * interval '1 minute' AS offset_ FROM shops
             WHERE uninstalled_at IS NULL) AS offsets
     )
     SELECT id FROM slots JOIN shops USING (id)
     WHERE installed_at < slot
       AND NOT EXISTS (SELECT FROM ledger_proofs p
                       WHERE p.shop_id = shops.id AND (p.state = 'running' OR p.started_at >= slot))
     ORDER BY slot LIMIT ${SHOPS_MAX}`,
    now,
  );
}

/** Shops whose run stands still: the job that carried it on has died. */
export async function listAbandonedReconciliations(sql: Sql, now: Date): Promise<ShopId[]> {
  return listShops(
    sql,
    `SELECT shop_id AS id FROM reconciliations WHERE state = 'running' AND resume_at < $1`,
    now,
  );
}

/** Shops whose proof stands still. */
export async function listAbandonedProofs(sql: Sql, now: Date): Promise<ShopId[]> {
  return listShops(
    sql,
    `SELECT shop_id AS id FROM ledger_proofs WHERE state = 'running' AND resume_at < $1`,
    now,
  );
}

async function listShops(sql: Sql, query: string, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(query, [now]);
  return rows.map((row) => ShopId.parse(row.id));
}
