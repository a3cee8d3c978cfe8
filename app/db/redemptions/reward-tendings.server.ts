import { ShopId } from '#app/loyalty/ids.ts';

import type { RewardKind } from './redemption.server.ts';
import type { Sql } from '../database.server.ts';
import { askForJob } from '../queue/jobs.server.ts';

/** The job that looks after native discounts, their pools and what is under way with codes. */
const TENDING = { task: 'tend-rewards', queue: 'rewards' } as const;

/**
 * Asks for the job that looks after rewards; several wishes are one job.
 * @param afterMs how long it is to wait
 */
export async function askForTending(sql: Sql, shopId: ShopId, afterMs = 0): Promise<void> {
  await askForJob(sql, { ...TENDING, shopId, afterMs });
}

/** Notes that a shop's discounts and redemptions were looked after. */
export async function noteTending(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO reward_tendings (shop_id, tended_at) VALUES ($1, $2)
     ON CONFLICT (shop_id) DO UPDATE SET tended_at = $2`,
    [shopId, now],
  );
}

/** Shops whose rewards are to be looked after: an hour has passed, or something has come due that no job waits for. */
export async function listShopsToTend(sql: Sql, now: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM shops WHERE uninstalled_at IS NULL AND (
       EXISTS (SELECT FROM reward_tendings t WHERE t.shop_id = shops.id AND t.tended_at <= $1::timestamptz - interval '1 hour')
       OR EXISTS (SELECT FROM redemptions r WHERE r.shop_id = shops.id AND r.order_changed)
       OR EXISTS (SELECT FROM redemptions r WHERE r.shop_id = shops.id AND r.retry_at <= $1)
       OR EXISTS (SELECT FROM redemptions r WHERE r.shop_id = shops.id AND r.state = 'ready' AND r.valid_until <= $1)
       OR EXISTS (SELECT FROM reward_discounts d WHERE d.shop_id = shops.id AND d.retry_at <= $1))`,
    [now],
  );
  return rows.map((row) => ShopId.parse(row.id));
}

/** When something of a shop's rewards is to be looked at next; null where nothing is under way. */
export async function nextTending(
  sql: Sql,
  shopId: ShopId,
  kinds: readonly RewardKind[],
): Promise<Date | null> {
  const { rows } = await sql.query<{ next: Date | null }>(
    `SELECT least(
       (SELECT min(retry_at) FROM redemptions WHERE shop_id = $1 AND retry_at IS NOT NULL AND kind = ANY($2::text[])),
       (SELECT min(retry_at) FROM reward_discounts WHERE shop_id = $1 AND state <> 'ended')) AS next`,
    [shopId, kinds],
  );
  return rows[0]?.next ?? null;
}
