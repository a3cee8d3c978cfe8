import { OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Notes that orders are deleted of which nothing else is known yet: what comes late of them earns nothing. */
export async function noteDeletedOrders(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  await sql.query(
    `INSERT INTO deleted_orders (shop_id, order_id, noted_at)
     SELECT $1, unnest($2::bigint[]), $3 ON CONFLICT DO NOTHING`,
    [shopId, orderIds, now],
  );
}

/** Which of these orders were noted as deleted. */
export async function listDeletedOrders(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Set<OrderId>> {
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT order_id FROM deleted_orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[])`,
    [shopId, orderIds],
  );
  return new Set(rows.map((row) => OrderId.parse(row.order_id)));
}
