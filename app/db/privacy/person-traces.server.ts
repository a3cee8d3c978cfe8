import { CustomerId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** By what a customer is known here. */
export interface KnownSelf {
  readonly customerId: CustomerId;
  readonly email: string | null;
  readonly phone: string | null;
  /** Of an address that was proven to be hers. */
  readonly emailHash: string | null;
}

/**
 * A customer, and whoever became her by a merge: they are one person. Who she became herself is not among them, for that
 * customer is another one to Shopify, and still there.
 */
export async function listSelves(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<KnownSelf[]> {
  const { rows } = await sql.query<KnownSelf & { customerId: string }>(
    `WITH RECURSIVE selves AS (
       SELECT $2::bigint AS customer_id
       UNION
       SELECT c.absorbed_customer_id FROM selves JOIN customer_merges c
         ON c.shop_id = $1 AND c.kept_customer_id = selves.customer_id
     )
     SELECT selves.customer_id AS "customerId", m.email, m.phone, m.email_hash AS "emailHash"
     FROM selves LEFT JOIN members m ON m.shop_id = $1 AND m.customer_id = selves.customer_id`,
    [shopId, customerId],
  );
  return rows.map((row) => ({ ...row, customerId: CustomerId.parse(row.customerId) }));
}

/** The orders that these customers have placed or claimed, as far as they are known here. */
export async function listOrderIdsOf(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<OrderId[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT order_id FROM orders WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])
     UNION
     SELECT order_id FROM orders WHERE shop_id = $1 AND member_id IN (
       SELECT id FROM members WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]))
     ORDER BY order_id`,
    [shopId, customerIds],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}
