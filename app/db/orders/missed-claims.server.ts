import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A member to whom stored orders belong that nobody earns for. */
export interface MissedClaim {
  readonly memberId: MemberId;
  /** The member's own customer. */
  readonly customerId: CustomerId;
  /** All customers by whom orders are hers. */
  readonly customerIds: readonly CustomerId[];
  readonly orderIds: readonly OrderId[];
}

/**
 * Members to whom orders belong that nobody earns for: two transactions, one that brought the order and one that brought
 * the member, did not see each other. Mostly nobody.
 * @param page.after only members with later ids
 * @param page.claimDaysMax orders from longer before the member joined are nobody's by any version of the program
 */
export async function listMissedClaims(
  sql: Sql,
  shopId: ShopId,
  page: { readonly after: string; readonly limit: number; readonly claimDaysMax: number },
): Promise<MissedClaim[]> {
  const { rows } = await sql.query<{
    member_id: string;
    customer_id: string;
    customer_ids: string[];
    order_ids: string[];
  }>(
    `WITH free AS (
       SELECT m.id, m.customer_id, coalesce(m.merged_into, m.id) AS root, g.order_id, g.processed_at
       FROM guest_contacts g JOIN members m ON m.shop_id = $1 AND m.email_hash = g.contact_hash
       WHERE g.shop_id = $1
         AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = g.order_id
           AND (o.customer_id IS NOT NULL OR o.member_id IS NOT NULL))
       UNION
       SELECT m.id, m.customer_id, coalesce(m.merged_into, m.id), o.order_id, o.processed_at
       FROM orders o JOIN members m ON m.shop_id = $1 AND m.customer_id = o.customer_id
       WHERE o.shop_id = $1 AND o.member_id IS NULL AND o.customer_id IS NOT NULL
     )
     SELECT root.id AS member_id, root.customer_id, array_agg(DISTINCT free.customer_id) AS customer_ids,
       array_agg(DISTINCT free.order_id) AS order_ids
     FROM free JOIN members root ON root.shop_id = $1 AND root.id = free.root
     JOIN accounts a ON a.shop_id = $1 AND a.member_id = root.id
     WHERE root.id > $2 AND free.processed_at >= root.joined_at - $4 * interval '1 day'
     GROUP BY root.id, root.customer_id ORDER BY root.id LIMIT $3`,
    [shopId, page.after, page.limit, page.claimDaysMax],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row.member_id),
    customerId: CustomerId.parse(row.customer_id),
    customerIds: row.customer_ids.map((id) => CustomerId.parse(id)),
    orderIds: row.order_ids.map((id) => OrderId.parse(id)),
  }));
}

/** How many of these orders somebody earns for. */
export async function countOwnedOrders(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    `SELECT count(*) FROM orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND member_id IS NOT NULL`,
    [shopId, orderIds],
  );
  return Number(rows[0]?.count ?? 0);
}
