import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { NotedMove } from '#app/loyalty/tiers/assessment.ts';

import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';

/** Notes moves that members are told of. None is taken back. */
export async function noteTierMoves(
  sql: Sql,
  shopId: ShopId,
  moves: ReadonlyMap<MemberId, NotedMove>,
  now: Date,
): Promise<void> {
  if (moves.size === 0) return;
  const all = [...moves.values()];
  await sql.query(
    `INSERT INTO tier_moves (shop_id, member_id, from_tier, to_tier, direction, reason, version, at, noted_at)
     SELECT $1, given.*, $9 FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[],
       $8::timestamptz[]) AS given`,
    [
      shopId,
      [...moves.keys()],
      all.map(({ from }) => from),
      all.map(({ to }) => to),
      all.map(({ direction }) => direction),
      all.map(({ reason }) => reason),
      all.map(({ version }) => version),
      all.map(({ at }) => new Date(at)),
      now,
    ],
  );
}

/** Those of these members who have ever moved, or of whom somebody has whom they were merged with. */
export async function listMoved(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly string[],
): Promise<Set<MemberId>> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT DISTINCT coalesce(m.merged_into, m.id) AS id FROM members m
     JOIN tier_moves t ON t.shop_id = m.shop_id AND t.member_id = m.id
     WHERE m.shop_id = $1 AND (m.id = ANY($2::bigint[]) OR m.merged_into = ANY($2::bigint[]))`,
    [shopId, memberIds],
  );
  return new Set(rows.map((row) => MemberId.parse(row.id)));
}

/** A move as it was noted. */
export interface FoundMove extends Omit<NotedMove, 'at'> {
  readonly id: string;
  readonly at: Date;
}

/** A member's moves, and those of who became her by merging, newest first. */
export async function listTierMoves(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  limit: number,
): Promise<FoundMove[]> {
  const { rows } = await sql.query<FoundMove>(
    `SELECT id, from_tier AS "from", to_tier AS "to", direction, reason, version, at FROM tier_moves
     WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= $2')})
     ORDER BY at DESC, id DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
  return rows;
}
