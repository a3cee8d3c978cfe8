import { LotId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { IdleLot } from '#app/loyalty/ledger/idle-expiry.ts';

import type { Sql } from '../database.server.ts';

/** A lot with points in it that are lost by inactivity. */
export interface OpenIdleLot extends IdleLot {
  readonly lotId: LotId;
  readonly ownerId: MemberId;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | null;
  /** Until when what a redemption gave back can be spent in any case; milliseconds since 1970. */
  readonly gracedUntil: number | null;
}

/** Lots of these members that are lost by inactivity and are not done with. Call it under the members' locks. */
export async function listOpenIdleLots(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<OpenIdleLot[]> {
  const { rows } = await sql.query<{
    id: string;
    owner_id: string;
    idle_days: number;
    own_expires_at: Date;
    expires_at: Date | null;
    graced_until: Date | null;
  }>({
    name: 'list-open-idle-lots',
    text: `SELECT id, owner_id, idle_days, own_expires_at, expires_at, graced_until FROM lots
     WHERE shop_id = $1 AND owner_id = ANY($2::bigint[]) AND idle_days IS NOT NULL AND own_expires_at IS NOT NULL
       AND pending + remaining + held > 0`,
    values: [shopId, memberIds],
  });
  return rows.map((row) => ({
    lotId: LotId.parse(row.id),
    ownerId: MemberId.parse(row.owner_id),
    idleDays: row.idle_days,
    ownExpiresAt: row.own_expires_at.getTime(),
    expiresAt: row.expires_at?.getTime() ?? null,
    gracedUntil: row.graced_until?.getTime() ?? null,
  }));
}

/** A member, and from when on her activities are wanted. */
export interface WantedActivities {
  readonly memberId: MemberId;
  /** Milliseconds since 1970. */
  readonly since: number;
}

// An order for as long as it is worth anything, at its place in the chain; whatever else gave points; and redemptions,
// when the points were promised. Corrections, maturity, expiry and merges are nothing that a member does.
const ACTIVITIES = `
WITH wanted AS (
  SELECT * FROM unnest($2::bigint[], $3::timestamptz[]) AS wanted (root, since)
), people AS (
  SELECT root, root AS member_id, since FROM wanted
  UNION ALL SELECT root, m.id, since FROM wanted JOIN members m ON m.shop_id = $1 AND m.merged_into = root
)
SELECT root, o.chain_at AS at FROM wanted JOIN orders o
  ON o.shop_id = $1 AND o.member_id = root AND o.chain_at >= since AND o.settled_points > 0
UNION
SELECT root, t.occurred_at FROM people JOIN transfers t
  ON t.shop_id = $1 AND t.member_id = people.member_id AND t.occurred_at >= since AND t.ordinal = 0
  AND (t.cause_kind = 'redemption' OR (t.source = 'issued' AND t.cause_kind <> 'order'))`;

/** When these members earned or spent anything, each with those who became her; milliseconds since 1970. */
export async function listActivities(
  sql: Sql,
  shopId: ShopId,
  wanted: readonly WantedActivities[],
): Promise<Map<MemberId, number[]>> {
  const { rows } = await sql.query<{ root: string; at: Date }>({
    name: 'list-activities',
    text: ACTIVITIES,
    values: [
      shopId,
      wanted.map(({ memberId }) => memberId),
      wanted.map(({ since }) => new Date(since)),
    ],
  });
  const activities = Map.groupBy(rows, ({ root }) => root);
  return new Map(
    [...activities].map(([root, own]) => [MemberId.parse(root), own.map(({ at }) => at.getTime())]),
  );
}

/** Has lots expire at another time. */
export async function moveExpiry(
  sql: Sql,
  shopId: ShopId,
  moves: readonly { readonly lotId: LotId; readonly expiresAt: number }[],
): Promise<void> {
  if (moves.length === 0) return;
  await sql.query(
    `UPDATE lots SET expires_at = given.expires_at
     FROM unnest($2::bigint[], $3::timestamptz[]) AS given (id, expires_at)
     WHERE lots.shop_id = $1 AND lots.id = given.id`,
    [shopId, moves.map(({ lotId }) => lotId), moves.map(({ expiresAt }) => new Date(expiresAt))],
  );
}
