import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** How many codes of a discount Shopify must have: those that lie ready, and those that were claimed. */
export async function countCodes(sql: Sql, shopId: ShopId, discountId: string): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    `SELECT count(*) FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state IN ('free', 'claimed')`,
    [shopId, discountId],
  );
  return Number(rows[0]?.count ?? 0);
}

/** The codes of a discount that Shopify must have. */
export async function listCodes(sql: Sql, shopId: ShopId, discountId: string): Promise<string[]> {
  const { rows } = await sql.query<{ code: string }>(
    `SELECT code FROM reward_codes WHERE shop_id = $1 AND discount_id = $2 AND state IN ('free', 'claimed')`,
    [shopId, discountId],
  );
  return rows.map(({ code }) => code);
}

/**
 * Forgets codes that are said to be gone from Shopify, but for those with which members can still do something: these are to
 * be looked for.
 * @param codes any discounts' codes
 * @returns whether any of them is to be looked for
 */
export async function forgetCodes(
  sql: Sql,
  shopId: ShopId,
  codes: readonly string[],
  now: Date,
): Promise<boolean> {
  if (codes.length === 0) return false;
  await sql.query(
    `DELETE FROM reward_codes WHERE shop_id = $1 AND code = ANY($2::text[]) AND (state = 'free' OR state = 'claimed' AND NOT EXISTS (
       SELECT FROM redemptions r WHERE r.shop_id = $1 AND r.code = reward_codes.code
         AND r.state IN ('ready', 'cancelling', 'doubtful')))`,
    [shopId, codes],
  );
  const { rowCount } = await sql.query(
    `UPDATE redemptions SET retry_at = $3
     WHERE shop_id = $1 AND code = ANY($2::text[]) AND state = 'ready' AND NOT order_changed`,
    [shopId, codes, now],
  );
  return rowCount !== 0;
}

/** Codes that are to be deleted at Shopify, for an order was placed with one that they replaced. */
export async function listWithdrawnCodes(
  sql: Sql,
  shopId: ShopId,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ code: string }>(
    `SELECT code FROM reward_codes WHERE shop_id = $1 AND state = 'withdrawn' ORDER BY code LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(({ code }) => code);
}

/** Forgets a code that is gone from Shopify. */
export async function dropCode(sql: Sql, shopId: ShopId, code: string): Promise<void> {
  await sql.query('DELETE FROM reward_codes WHERE shop_id = $1 AND code = $2', [shopId, code]);
}
