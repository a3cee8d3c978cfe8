import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What members are told of. */
export type NoticeKind =
  | 'tier_reached'
  | 'tier_warning'
  | 'tier_lost'
  | 'points_expiring'
  | 'reward_won'
  | 'redemption_failed'
  | 'code_replaced'
  | 'action_decided';

/** Something that a member is to be told, once. Nothing personal is in it. */
export interface Notice {
  readonly memberId: MemberId;
  readonly kind: NoticeKind;
  /** Names the occasion among those of the member and kind: the same again is told no second time. */
  readonly key: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

/**
 * Notes what members are to be told, in the transaction of its cause.
 * @returns those that were new
 */
export async function noteNotices(
  sql: Sql,
  shopId: ShopId,
  notices: readonly Notice[],
  now: Date,
): Promise<readonly Notice[]> {
  if (notices.length === 0) return [];
  const { rows } = await sql.query<{ place: string }>(
    `WITH given AS (
       SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::jsonb[]) WITH ORDINALITY
         AS given (member_id, kind, key, detail, place)
     ), noted AS (
       INSERT INTO notices (shop_id, member_id, kind, key, detail, at)
       SELECT $1, member_id, kind, key, detail, $6 FROM given ORDER BY member_id, kind, key
       ON CONFLICT (shop_id, member_id, kind, key) DO NOTHING RETURNING member_id, kind, key
     )
     SELECT min(place) AS place FROM given JOIN noted USING (member_id, kind, key) GROUP BY member_id, kind, key`,
    [
      shopId,
      notices.map(({ memberId }) => memberId),
      notices.map(({ kind }) => kind),
      notices.map(({ key }) => key),
      notices.map(({ detail }) => JSON.stringify(detail)),
      now,
    ],
  );
  const places = new Set(rows.map(({ place }) => Number(place) - 1));
  return notices.filter((_, place) => places.has(place));
}
