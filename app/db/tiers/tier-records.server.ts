import type { MemberId, ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';

/** What is kept of a member's tiers besides how they have changed. */
export interface TierRecords {
  readonly standing: { readonly tier: string | null; readonly since: Date | null } | null;
  readonly setByHand: readonly TierPinRecord[];
  readonly perksUsed: readonly PerkUseRecord[];
  readonly gifts: readonly TierGiftRecord[];
}

/** A tier that staff set by hand. */
export interface TierPinRecord {
  readonly tier: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** A perk that was used; null for the name of one that was noted without, and where it was not undone. */
export interface PerkUseRecord {
  readonly perk: string;
  readonly name: string | null;
  readonly at: Date;
  readonly undoneAt: Date | null;
}

/** What was given for reaching a tier. */
export interface TierGiftRecord {
  readonly tier: string;
  readonly kind: string;
  readonly points: string | null;
  readonly reward: string | null;
  readonly at: Date;
}

/** What is kept of a member's tiers, and of those who became her by merging, oldest first. */
export async function listTierRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<TierRecords> {
  const hers = `shop_id = $1 AND member_id = ANY(${selvesOf('= $2')})`;
  const about = [shopId, memberId];
  const standing = await sql.query<NonNullable<TierRecords['standing']>>(
    'SELECT tier, since FROM standings WHERE shop_id = $1 AND member_id = $2',
    about,
  );
  const pins = await sql.query<TierPinRecord>(
    `SELECT tier, from_at AS "from", until_at AS "until", reason FROM tier_pins WHERE ${hers} ORDER BY id`,
    about,
  );
  const uses = await sql.query<PerkUseRecord>(
    `SELECT perk, name, at, undone_at AS "undoneAt" FROM perk_uses WHERE ${hers} ORDER BY at, id`,
    about,
  );
  const gifts = await sql.query<TierGiftRecord>(
    `SELECT tier, kind, points, reward, at FROM tier_gifts WHERE ${hers} ORDER BY at, tier`,
    about,
  );
  return {
    standing: standing.rows[0] ?? null,
    setByHand: pins.rows,
    perksUsed: uses.rows,
    gifts: gifts.rows,
  };
}
