import type { CustomerId, OrderId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A customer's request, through Shopify, for what is known of her. */
export interface NewDataRequest {
  /** Shopify's id of the request. */
  readonly requestId: string;
  readonly customerId: CustomerId;
  /** Her orders, as far as Shopify names them. */
  readonly orderIds: readonly OrderId[];
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

/**
 * Notes a request, once.
 * @returns whether it is new
 */
export async function insertDataRequest(
  sql: Sql,
  shopId: ShopId,
  { requestId, customerId, orderIds, requestedAt, dueAt }: NewDataRequest,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO data_requests (shop_id, request_id, customer_id, order_ids, requested_at, due_at)
     VALUES ($1, $2, $3, $4::bigint[], $5, $6) ON CONFLICT (shop_id, request_id) DO NOTHING`,
    [shopId, requestId, customerId, orderIds, requestedAt, dueAt],
  );
  return rowCount === 1;
}

/** Drops what customers' requests say of their orders. That they asked, and by when they were answered, stays. */
export async function forgetRequestedOrders(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<void> {
  await sql.query(
    `UPDATE data_requests SET order_ids = '{}' WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])`,
    [shopId, customerIds],
  );
}
