import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Which of the app's orders Shopify should have, too. */
export interface StandingOrders {
  /** Only orders with later ids. */
  readonly after: string;
  readonly limit: number;
  /** Only those placed since; null for all. */
  readonly processedSince: Date | null;
  /** Only those whose newest known state is not younger. */
  readonly until: Date;
}

/** Orders that are not deleted, as far as the app knows, by id. */
export async function listStandingOrders(
  sql: Sql,
  shopId: ShopId,
  { after, limit, processedSince, until }: StandingOrders,
): Promise<OrderId[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT order_id FROM orders WHERE shop_id = $1 AND order_id > $2
       AND ($4::timestamptz IS NULL OR processed_at >= $4) AND updated_at <= $5 AND fact ->> 'deleted' = 'false'
     ORDER BY order_id LIMIT $3`,
    [shopId, after, limit, processedSince, until],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}

/** A member who stands for a customer. */
export interface StandingMember {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
}

/** Members with a face who joined until a moment, by id. */
export async function listStandingMembers(
  sql: Sql,
  shopId: ShopId,
  { after, limit, until }: Pick<StandingOrders, 'after' | 'limit' | 'until'>,
): Promise<StandingMember[]> {
  const { rows } = await sql.query<{ id: string; customer_id: string }>(
    `SELECT id, customer_id FROM members WHERE shop_id = $1 AND id > $2 AND joined_at <= $4
       AND merged_into IS NULL AND redacted_at IS NULL ORDER BY id LIMIT $3`,
    [shopId, after, limit, until],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row.id),
    customerId: CustomerId.parse(row.customer_id),
  }));
}

/** The newest orders of each of these customers that are not deleted. */
export async function listNewestOrdersOf(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
  limitEach: number,
): Promise<OrderId[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT newest.order_id FROM unnest($2::bigint[]) AS given (customer_id),
       LATERAL (SELECT order_id FROM orders WHERE shop_id = $1 AND customer_id = given.customer_id
                  AND fact ->> 'deleted' = 'false' ORDER BY order_id DESC LIMIT $3) AS newest`,
    [shopId, customerIds, limitEach],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}

/** Which of these customers are members still, and have no order that is not deleted. */
export async function listMembersWithoutOrders(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<CustomerId[]> {
  const { rows } = await sql.query<{ customer_id: string }>(
    `SELECT m.customer_id FROM members m
     WHERE m.shop_id = $1 AND m.customer_id = ANY($2::bigint[]) AND m.merged_into IS NULL AND m.redacted_at IS NULL
       AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.customer_id = m.customer_id
                         AND o.fact ->> 'deleted' = 'false')`,
    [shopId, customerIds],
  );
  return rows.map((row) => CustomerId.parse(row.customer_id));
}

/** Which of these customers became another by a merge. */
export async function countMergedMembers(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    `SELECT count(*) FROM members
     WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]) AND merged_into IS NOT NULL`,
    [shopId, customerIds],
  );
  return Number(rows[0]?.count ?? 0);
}
