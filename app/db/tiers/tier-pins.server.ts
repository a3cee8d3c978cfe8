import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { AuditActor } from '../shops/audit-log.server.ts';
import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';

/** A tier that staff set by hand. */
export interface NewTierPin {
  readonly memberId: MemberId;
  readonly tier: string;
  readonly until: Date | null;
  readonly setBy: AuditActor;
  /** Why, in the words of whoever set it; erased with the person. */
  readonly reason: string;
}

/**
 * Ends what was set by hand for a member, as of now.
 * @returns whether there was anything to end
 */
export async function endTierPins(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE tier_pins SET until_at = $3
     WHERE shop_id = $1 AND member_id = $2 AND (until_at IS NULL OR until_at > $3)`,
    [shopId, memberId, now],
  );
  return (rowCount ?? 0) > 0;
}

/** Sets a member's tier by hand from now on. */
export async function addTierPin(
  sql: Sql,
  shopId: ShopId,
  { memberId, tier, until, setBy, reason }: NewTierPin,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO tier_pins (shop_id, member_id, tier, from_at, until_at, set_by, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, memberId, tier, now, until, setBy, reason],
  );
}

/** What was set by hand and holds at a moment. */
export interface FoundTierPin {
  readonly tier: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** What staff set by hand for a member and what holds now; undefined for nothing. */
export async function findTierPin(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  now: Date,
): Promise<FoundTierPin | undefined> {
  const { rows } = await sql.query<FoundTierPin>(
    `SELECT tier, from_at AS "from", until_at AS "until", reason FROM tier_pins
     WHERE shop_id = $1 AND member_id = $2 AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)
     ORDER BY from_at DESC, id DESC LIMIT 1`,
    [shopId, memberId, now],
  );
  return rows[0];
}

/** Forgets why members' tiers were set by hand: people write names into such texts. */
export async function forgetTierReasons(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<void> {
  await sql.query(
    `UPDATE tier_pins SET reason = ''
     WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= ANY($2::bigint[])')})`,
    [shopId, memberIds],
  );
}
