import { CustomerId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A customer's request for what is known of her. */
export interface ListedDataRequest {
  readonly id: string;
  /** Shopify's id of the request. */
  readonly requestId: string;
  readonly customerId: CustomerId;
  /** Her member, where she is one and was not erased. */
  readonly memberId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly handedOverAt: Date | null;
}

const REQUESTS = `
SELECT r.id, r.request_id AS "requestId", r.customer_id AS "customerId", m.id AS "memberId",
  m.first_name AS "firstName", m.last_name AS "lastName", m.email, r.requested_at AS "requestedAt",
  r.due_at AS "dueAt", r.handed_over_at AS "handedOverAt"
FROM data_requests r
LEFT JOIN members m ON m.shop_id = r.shop_id AND m.customer_id = r.customer_id
WHERE r.shop_id = $1`;

/**
 * A page of a shop's data requests, newest first.
 * @param before the last request of the page before this; null for the newest page
 */
export async function listDataRequests(
  sql: Sql,
  shopId: ShopId,
  before: string | null,
  limit: number,
): Promise<ListedDataRequest[]> {
  const { rows } = await sql.query<ListedDataRequest>(
    `${REQUESTS} AND ($2::bigint IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [shopId, before, limit],
  );
  return rows.map(withCustomer);
}

/** Looks a request up; undefined where the shop has none of this id. */
export async function findDataRequest(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<ListedDataRequest | undefined> {
  const { rows } = await sql.query<ListedDataRequest>(`${REQUESTS} AND r.id = $2`, [shopId, id]);
  return rows.map(withCustomer)[0];
}

/**
 * Notes that the customer has her data.
 * @returns false where that is known already, or the shop has no such request
 */
export async function markDataRequestHandedOver(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE data_requests SET handed_over_at = $3
     WHERE shop_id = $1 AND id = $2 AND handed_over_at IS NULL`,
    [shopId, id, now],
  );
  return rowCount === 1;
}

/** Requests that nobody has answered yet. */
export interface OpenDataRequests {
  readonly count: number;
  /** When the most urgent is due. */
  readonly nextDueAt: Date | null;
}

/** Counts a shop's open data requests. A shop gets a few in a year, so all of them are looked at. */
export async function countOpenDataRequests(sql: Sql, shopId: ShopId): Promise<OpenDataRequests> {
  const { rows } = await sql.query<{ count: string; next_due_at: Date | null }>(
    `SELECT count(*), min(due_at) AS next_due_at FROM data_requests
     WHERE shop_id = $1 AND handed_over_at IS NULL`,
    [shopId],
  );
  const [row] = rows;
  return { count: Number(row?.count ?? 0), nextDueAt: row?.next_due_at ?? null };
}

function withCustomer(row: ListedDataRequest): ListedDataRequest {
  return { ...row, customerId: CustomerId.parse(row.customerId) };
}
