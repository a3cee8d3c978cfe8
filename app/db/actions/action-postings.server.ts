import { LotId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Where the points of an action went, for taking them back. */
export interface ActionPosting {
  readonly actionId: string;
  /** Every lot that it opened, under whomever. */
  readonly lotIds: readonly LotId[];
  /** The first transfer that gave them. */
  readonly transferId: string;
}

/** What was posted for actions; those for which nothing was posted are left out. */
export async function listActionPostings(
  sql: Sql,
  shopId: ShopId,
  actionIds: readonly string[],
): Promise<ActionPosting[]> {
  if (actionIds.length === 0) return [];
  const { rows } = await sql.query<{ cause_id: string; lots: string[] | null; transfer: string }>(
    `SELECT t.cause_id, min(t.id) AS transfer, (
       SELECT array_agg(l.id ORDER BY l.id) FROM lots l
       WHERE l.shop_id = $1 AND l.cause_kind = 'action' AND l.cause_id = t.cause_id) AS lots
     FROM transfers t
     WHERE t.shop_id = $1 AND t.cause_kind = 'action' AND t.cause_id = ANY($2::text[]) AND t.ordinal = 0
     GROUP BY t.cause_id`,
    [shopId, actionIds],
  );
  return rows.map((row) => ({
    actionId: row.cause_id,
    lotIds: (row.lots ?? []).map((id) => LotId.parse(id)),
    transferId: row.transfer,
  }));
}
