import type { DoneAction } from '#app/loyalty/actions/action-limits.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What a member has done by a rule. */
export interface MemberAndRule {
  readonly memberId: MemberId;
  readonly rule: string;
}

/** Names a member and a rule. */
export function keyOfDone({ memberId, rule }: MemberAndRule): string {
  return `${memberId} ${rule}`;
}

/**
 * What counts towards the limits of rules: what was given, and what will be once it is approved. Call it under the
 * members' locks.
 * @returns by `keyOfDone`
 */
export async function listDoneActions(
  sql: Sql,
  shopId: ShopId,
  asked: readonly MemberAndRule[],
): Promise<Map<string, DoneAction[]>> {
  if (asked.length === 0) return new Map();
  const { rows } = await sql.query<{ key: string; at: Date; points: string }>(
    `SELECT asked.member_id || ' ' || asked.rule_key AS key, a.at, a.points
     FROM (SELECT DISTINCT * FROM unnest($2::bigint[], $3::text[]) AS given (member_id, rule_key)) AS asked
     JOIN actions a ON a.shop_id = $1 AND a.member_id = asked.member_id AND a.rule_key = asked.rule_key
       AND a.state IN ('given', 'awaiting')`,
    [shopId, asked.map(({ memberId }) => memberId), asked.map(({ rule }) => rule)],
  );
  const done = rows.map(({ key, at, points }) => ({
    key,
    action: { at: at.getTime(), points: Number(points) },
  }));
  return new Map(
    [...Map.groupBy(done, ({ key }) => key)].map(([key, each]) => [
      key,
      each.map(({ action }) => action),
    ]),
  );
}
