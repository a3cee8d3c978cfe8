import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** How many codes may be tried in vain within which time. */
export interface AttemptsAllowed {
  readonly attemptsMax: number;
  readonly withinMs: number;
}

/** Until when a member may try no more codes; null where she may. */
export async function findCodePause(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  { attemptsMax, withinMs }: AttemptsAllowed,
  now: Date,
): Promise<Date | null> {
  const { rows } = await sql.query<{ since: Date }>(
    `SELECT since FROM code_attempts WHERE shop_id = $1 AND member_id = $2 AND count >= $3 AND since > $4`,
    [shopId, memberId, attemptsMax, new Date(now.getTime() - withinMs)],
  );
  return rows[0] ? new Date(rows[0].since.getTime() + withinMs) : null;
}

/** Notes that a member has tried a code in vain. */
export async function noteVainAttempt(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  { withinMs }: AttemptsAllowed,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO code_attempts (shop_id, member_id, since, count) VALUES ($1, $2, $3, 1)
     ON CONFLICT (shop_id, member_id) DO UPDATE SET
       count = CASE WHEN code_attempts.since > $4 THEN code_attempts.count + 1 ELSE 1 END,
       since = CASE WHEN code_attempts.since > $4 THEN code_attempts.since ELSE $3 END`,
    [shopId, memberId, now, new Date(now.getTime() - withinMs)],
  );
}
