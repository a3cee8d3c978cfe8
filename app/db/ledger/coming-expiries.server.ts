import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What a member loses at the end of a day, unless she spends it. */
export interface ComingExpiry {
  readonly memberId: MemberId;
  readonly points: number;
  /** The last day on which they can be spent, in the shop's time zone: `2026-12-31`. */
  readonly on: string;
  /** When the first of them expire. */
  readonly expiresAt: Date;
}

// Points can be spent until the moment before they expire: what is lost at midnight is lost with the day before.
const COMING = `
SELECT owner_id, to_char(((l.expires_at - interval '1 millisecond') AT TIME ZONE s.timezone)::date, 'YYYY-MM-DD') AS last_day,
  sum(l.remaining)::text AS points, min(l.expires_at) AS first_expires_at
FROM lots l JOIN shops s ON s.id = l.shop_id
WHERE l.shop_id = $1 AND l.owner_id = ANY($2::bigint[]) AND l.remaining > 0 AND l.expires_at > $3
  AND l.expires_at <= $4
GROUP BY owner_id, last_day ORDER BY owner_id, last_day`;

/**
 * What these members lose, and when, by member and day.
 * @param until what is lost later is left out
 */
export async function listComingExpiries(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly string[],
  { now, until }: { readonly now: Date; readonly until: Date | 'infinity' },
): Promise<ComingExpiry[]> {
  if (memberIds.length === 0) return [];
  const { rows } = await sql.query<{
    owner_id: string;
    last_day: string;
    points: string;
    first_expires_at: Date;
  }>(COMING, [shopId, memberIds, now, until]);
  return rows.map((row) => ({
    memberId: MemberId.parse(row.owner_id),
    points: Number(row.points),
    on: row.last_day,
    expiresAt: row.first_expires_at,
  }));
}

/** What each of these members loses next; who loses nothing is left out. */
export async function listNextExpiries(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly string[],
  now: Date,
): Promise<Map<MemberId, ComingExpiry>> {
  const coming = await listComingExpiries(sql, shopId, memberIds, { now, until: 'infinity' });
  // They come by day: the first of each member stays.
  return new Map(coming.toReversed().map((each) => [each.memberId, each]));
}

/**
 * Members who lose points within a time and can be told of it, by id.
 * @param after the last member of the page before; `0` to begin
 */
export async function listMembersLosingPoints(
  sql: Sql,
  shopId: ShopId,
  { now, until, after }: { readonly now: Date; readonly until: Date; readonly after: string },
  limit: number,
): Promise<MemberId[]> {
  const { rows } = await sql.query<{ owner_id: string }>(
    `SELECT DISTINCT owner_id FROM lots
     WHERE shop_id = $1 AND owner_id > $4 AND remaining > 0 AND expires_at > $2 AND expires_at <= $3
       AND NOT EXISTS (SELECT FROM members m
         WHERE m.shop_id = $1 AND m.id = owner_id AND m.redacted_at IS NOT NULL)
     ORDER BY owner_id LIMIT $5`,
    [shopId, now, until, after, limit],
  );
  return rows.map((row) => MemberId.parse(row.owner_id));
}
