import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A claim that staff have not decided about, and whose it is. */
export interface AwaitingAction {
  readonly id: string;
  readonly memberId: string;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly at: Date;
  readonly proof: string | null;
  readonly receipt: ActionReceipt;
}

/**
 * A page of the claims that wait for staff, the oldest first: whoever came first is answered first.
 * @param after the last claim of the page before this; null for the first page
 */
export async function listAwaitingActions(
  sql: Sql,
  shopId: ShopId,
  after: string | null,
  limit: number,
): Promise<AwaitingAction[]> {
  const { rows } = await sql.query<AwaitingAction>(
    `SELECT a.id, a.member_id AS "memberId", m.customer_id AS "customerId", m.first_name AS "firstName",
       m.last_name AS "lastName", m.email, a.at, a.proof, a.receipt
     FROM actions a JOIN members m ON m.shop_id = a.shop_id AND m.id = a.member_id
     WHERE a.shop_id = $1 AND a.state = 'awaiting' AND ($2::bigint IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`,
    [shopId, after, limit],
  );
  return rows;
}

/** Nobody needs to know more exactly, and counting all would take ever longer. */
const COUNT_MAX = 100;

/** How many claims wait for staff, up to a hundred. */
export async function countAwaitingActions(sql: Sql, shopId: ShopId): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM actions WHERE shop_id = $1 AND state = 'awaiting' LIMIT ${COUNT_MAX}) AS waiting`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}
