import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { holdIdOf, type Redemption } from './redemption.server.ts';

/** What happened to the points of a redemption. */
export interface PointsMoved {
  readonly at: Date;
  readonly movement: 'held' | 'spent' | 'released';
  readonly points: number;
}

/** What happened to the points of a redemption, in order. */
export async function listPointsMoved(
  sql: Sql,
  shopId: ShopId,
  redemption: Pick<Redemption, 'id'>,
): Promise<PointsMoved[]> {
  const { rows } = await sql.query<Omit<PointsMoved, 'points'> & { points: string }>(
    // What was set off against debt in the same posting came back first: the amount is that of the movement itself.
    `SELECT min(occurred_at) AS at, receipt ->> 'movement' AS movement, sum(amount) AS points FROM transfers
     WHERE shop_id = $1 AND cause_kind = 'redemption' AND cause_id = $2
       AND receipt ->> 'movement' IN ('held', 'spent', 'released')
     GROUP BY ordinal, receipt ->> 'movement' ORDER BY ordinal`,
    [shopId, holdIdOf(redemption)],
  );
  return rows.map((row) => ({ ...row, points: Number(row.points) }));
}

/** What staff have decided on a redemption. */
export interface NotedDecision {
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
}

/** What the log says of a redemption, the earliest first: at most a hundred decisions. */
export async function listDecisions(
  sql: Sql,
  shopId: ShopId,
  { id }: Pick<Redemption, 'id'>,
): Promise<NotedDecision[]> {
  const { rows } = await sql.query<NotedDecision>(
    `SELECT at, actor, action FROM audit_log
     WHERE shop_id = $1 AND subject = 'redemption:' || $2::text AND subject LIKE 'redemption:%' ORDER BY id LIMIT 100`,
    [shopId, id],
  );
  return rows;
}
