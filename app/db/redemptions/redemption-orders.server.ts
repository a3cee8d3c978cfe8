import type { OrderId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import {
  type Redemption,
  REDEMPTION_COLUMNS,
  type RedemptionRow,
  toRedemption,
} from './redemption.server.ts';

/**
 * Notes that orders with these codes have a new state, for the job that follows them. Of two orders with one code the one
 * counts that was placed first.
 * @returns how many redemptions they concern
 */
export async function noteOrdersWithCodes(
  sql: Sql,
  shopId: ShopId,
  uses: readonly { readonly code: string; readonly orderId: OrderId }[],
): Promise<number> {
  if (uses.length === 0) return 0;
  const { rowCount } = await sql.query(
    `UPDATE redemptions SET order_changed = true, order_id = least(redemptions.order_id, uses.order_id)
     FROM (SELECT code, min(order_id) AS order_id FROM unnest($2::text[], $3::bigint[]) AS given (code, order_id)
           GROUP BY code) AS uses
     WHERE shop_id = $1 AND redemptions.code = uses.code`,
    [shopId, uses.map(({ code }) => code), uses.map(({ orderId }) => orderId)],
  );
  return (rowCount ?? 0) + (await noteFormerCodes(sql, shopId, uses));
}

/**
 * An order that was placed with a code before that was lost, and is heard of only now that there is another: it used the
 * redemption, unless an order with the other code did. The other is to be withdrawn.
 */
async function noteFormerCodes(
  sql: Sql,
  shopId: ShopId,
  uses: readonly { readonly code: string; readonly orderId: OrderId }[],
): Promise<number> {
  const { rows } = await sql.query<{ replacement: string }>(
    `UPDATE redemptions r SET order_changed = true, order_id = used.order_id, code = used.code,
       former_codes = array_append(array_remove(former_codes, used.code), r.code)
     FROM (SELECT code, min(order_id) AS order_id FROM unnest($2::text[], $3::bigint[]) AS given (code, order_id)
           GROUP BY code) AS used
     WHERE r.shop_id = $1 AND former_codes <> '{}' AND used.code = ANY(former_codes) AND r.order_id IS NULL
     RETURNING former_codes[cardinality(former_codes)] AS replacement`,
    [shopId, uses.map(({ code }) => code), uses.map(({ orderId }) => orderId)],
  );
  if (rows.length === 0) return 0;
  await sql.query(
    `UPDATE reward_codes SET state = 'withdrawn' WHERE shop_id = $1 AND code = ANY($2::text[]) AND state = 'claimed'`,
    [shopId, rows.map(({ replacement }) => replacement)],
  );
  return rows.length;
}

/**
 * A page of the redemptions whose order has a state that was not looked at yet.
 * @param page.after id of the last one of the page before; `0` for the first page
 */
export async function listWithChangedOrders(
  sql: Sql,
  shopId: ShopId,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Redemption[]> {
  const { rows } = await sql.query<RedemptionRow>(
    `SELECT ${REDEMPTION_COLUMNS} FROM redemptions WHERE shop_id = $1 AND order_changed AND id > $2 ORDER BY id LIMIT $3`,
    [shopId, after, limit],
  );
  return rows.map(toRedemption);
}

/** Notes that the order's newest state was looked at, in the transaction that did. */
export async function markOrderSeen(sql: Sql, shopId: ShopId, id: string): Promise<void> {
  await sql.query('UPDATE redemptions SET order_changed = false WHERE shop_id = $1 AND id = $2', [
    shopId,
    id,
  ]);
}
