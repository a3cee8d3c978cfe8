import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Begins the ids of awards that tiers give to whoever reaches them: they lift nobody to the next one. */
export const TIER_ENTRY = 'tier-entry:';

/** Points that a member was given for no order, as a mark in her history. */
export interface Gift extends Mark {
  readonly memberId: MemberId;
}

/**
 * What members were given for actions and by awards, as far as it was not taken back: when it was done, and in the context
 * of the customer who had done it, also where it was heard of when she was another already. Call it under the members' locks.
 */
export async function listGifts(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Gift[]> {
  const { rows } = await sql.query<{
    member_id: string;
    id: string;
    track: string;
    at: Date;
    points: string;
  }>(
    `SELECT coalesce(m.merged_into, m.id) AS member_id, min(t.id) AS id, doer.customer_id AS track,
       coalesce(a.at, min(t.occurred_at)) AS at, sum(t.amount) AS points
     FROM members m JOIN transfers t ON t.shop_id = m.shop_id AND t.member_id = m.id
       AND t.source = 'issued' AND t.cause_kind IN ('award', 'action')
     LEFT JOIN actions a ON a.shop_id = t.shop_id
       AND a.id = CASE WHEN t.cause_kind = 'action' THEN t.cause_id::bigint END
     JOIN members doer ON doer.shop_id = m.shop_id AND doer.id = coalesce(a.done_by, m.id)
     WHERE m.shop_id = $1 AND (m.id = ANY($2::bigint[]) OR m.merged_into = ANY($2::bigint[]))
       AND CASE t.cause_kind WHEN 'action' THEN a.state = 'given' ELSE NOT starts_with(t.cause_id, $3) END
     GROUP BY coalesce(m.merged_into, m.id), doer.customer_id, t.cause_kind, t.cause_id, a.at`,
    [shopId, memberIds, TIER_ENTRY],
  );
  return rows.map((row) => ({
    kind: 'action',
    memberId: MemberId.parse(row.member_id),
    orderId: OrderId.parse(row.id),
    at: row.at.getTime(),
    track: CustomerId.parse(row.track),
    points: Number(row.points),
    counted: 0,
    rules: {},
    challenges: {},
  }));
}
