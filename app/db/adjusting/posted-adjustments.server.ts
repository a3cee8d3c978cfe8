import { LotId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** An adjustment as the ledger has it. */
export interface PostedAdjustment {
  readonly id: string;
  /** Who has the points now: whose they were, or the one she was merged into. */
  readonly memberId: MemberId;
  /** Net, given less taken. */
  readonly points: number;
  /** Why, as its receipt says. */
  readonly reason: string;
  /** The first of its transfers. */
  readonly firstTransferId: string;
  /** Whether it was taken back already. */
  readonly isUndone: boolean;
  /** Lots that it opened. */
  readonly lotIds: readonly LotId[];
}

/**
 * What was posted for adjustments; those that moved nothing are left out. Call it while no merge can come in between
 * (`lockForJudging`).
 */
export async function listPostedAdjustments(
  sql: Sql,
  shopId: ShopId,
  ids: readonly string[],
): Promise<PostedAdjustment[]> {
  const { rows } = await sql.query<{
    cause_id: string;
    member_id: string;
    points: string;
    first_id: string;
    reason: string;
    ordinal: number;
    lot_ids: string[] | null;
  }>(
    `SELECT posted.*, coalesce(m.merged_into, m.id) AS member_id,
       (SELECT array_agg(l.id::text) FROM lots l WHERE l.shop_id = $1 AND l.cause_kind = 'adjustment'
          AND l.cause_id = posted.cause_id) AS lot_ids
     FROM (
       SELECT cause_id, min(member_id) FILTER (WHERE ordinal = 0) AS posted_for, min(id) AS first_id,
         min(receipt #>> '{because,reason}') FILTER (WHERE ordinal = 0) AS reason,
         max(ordinal) AS ordinal, coalesce(sum(amount) FILTER (WHERE source = 'issued'), 0)
           - coalesce(sum(amount) FILTER (WHERE destination = 'revoked'), 0) AS points
       FROM transfers WHERE shop_id = $1 AND cause_kind = 'adjustment' AND cause_id = ANY($2::text[])
       GROUP BY cause_id) AS posted
     JOIN members m ON m.shop_id = $1 AND m.id = posted.posted_for
     ORDER BY posted.first_id`,
    [shopId, ids],
  );
  return rows.map((row) => ({
    id: row.cause_id,
    memberId: MemberId.parse(row.member_id),
    points: Number(row.points),
    reason: row.reason,
    firstTransferId: row.first_id,
    isUndone: row.ordinal > 0,
    lotIds: (row.lot_ids ?? []).map((id) => LotId.parse(id)),
  }));
}
