import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What a cause's points did for one member's debts. */
export interface RepaidDebt {
  readonly causeId: string;
  /** Who has the points now: whose they were, or the one she was merged into. */
  readonly memberId: MemberId;
  readonly points: number;
}

/**
 * How many of the points of each cause repaid what its member owed, less those that are owed again for it: at once when
 * they were earned, or out of its lot later, when they matured, came back from a redemption or met a debt in a merge. Call
 * it while no merge can come in between (`lockForJudging`).
 * @returns nothing for causes that repaid nothing
 */
export async function listRepaidDebts(
  sql: Sql,
  shopId: ShopId,
  causeKind: 'order' | 'action' | 'adjustment',
  causeIds: readonly string[],
): Promise<RepaidDebt[]> {
  if (causeIds.length === 0) return [];
  const { rows } = await sql.query<{ cause_id: string; member_id: string; points: string }>(
    `SELECT cause_id, coalesce(m.merged_into, m.id) AS member_id, sum(points) AS points
     FROM (
       SELECT cause_id, member_id, CASE WHEN destination = 'owed' THEN amount ELSE -amount END AS points
       FROM transfers WHERE shop_id = $1 AND cause_kind = $2 AND cause_id = ANY($3::text[])
         AND (source, destination) IN (('issued', 'owed'), ('owed', 'revoked'))
       UNION ALL
       SELECT l.cause_id, t.member_id, t.amount
       FROM lots l JOIN transfers t ON t.shop_id = $1 AND t.lot_id = l.id AND t.destination = 'moved'
       WHERE l.shop_id = $1 AND l.cause_kind = $2 AND l.cause_id = ANY($3::text[])) AS moves
     JOIN members m ON m.shop_id = $1 AND m.id = moves.member_id
     GROUP BY 1, 2 HAVING sum(points) > 0`,
    [shopId, causeKind, causeIds],
  );
  return rows.map((row) => ({
    causeId: row.cause_id,
    memberId: MemberId.parse(row.member_id),
    points: Number(row.points),
  }));
}
