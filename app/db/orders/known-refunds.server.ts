import type { OrderId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/**
 * The refunds that the stored states of these orders already contain, by order: a refund's own delivery needs no
 * reading of its order where the order's delivery overtook it.
 */
export async function listKnownRefunds(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<string, ReadonlySet<string>>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<{ order_id: string; refund_ids: string[] }>(
    `SELECT order_id, fact -> 'refundIds' AS refund_ids FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND fact IS NOT NULL`,
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, new Set(row.refund_ids)]));
}
