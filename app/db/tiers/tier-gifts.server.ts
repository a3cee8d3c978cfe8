import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { TierGift } from '#app/loyalty/tiers/assessment.ts';

import type { Sql } from '../database.server.ts';

/** A gift and who gets it. */
export interface MembersGift extends TierGift {
  readonly memberId: MemberId;
}

/**
 * Notes what members get for reaching tiers, each once, also where another one had it whom she was merged with.
 * @returns what is new, and still to be handed out
 */
export async function noteTierGifts(
  sql: Sql,
  shopId: ShopId,
  gifts: readonly MembersGift[],
  now: Date,
): Promise<MembersGift[]> {
  if (gifts.length === 0) return [];
  const { rows } = await sql.query<{ member_id: string; tier: string }>(
    `INSERT INTO tier_gifts (shop_id, member_id, tier, kind, points, reward, at)
     SELECT $1, given.*, $7 FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[])
       AS given (member_id, tier, kind, points, reward)
     WHERE NOT EXISTS (
       SELECT FROM tier_gifts g JOIN members m ON m.shop_id = g.shop_id AND m.id = g.member_id
       WHERE g.shop_id = $1 AND g.tier = given.tier AND m.merged_into = given.member_id)
     ON CONFLICT DO NOTHING RETURNING member_id, tier`,
    [
      shopId,
      gifts.map(({ memberId }) => memberId),
      gifts.map(({ tier }) => tier),
      gifts.map(({ entry }) => entry.kind),
      gifts.map(({ entry }) => (entry.kind === 'points' ? entry.points : null)),
      gifts.map(({ entry }) => (entry.kind === 'reward' ? entry.reward : null)),
      now,
    ],
  );
  const news = new Set(rows.map((row) => `${MemberId.parse(row.member_id)} ${row.tier}`));
  return gifts.filter(({ memberId, tier }) => news.has(`${memberId} ${tier}`));
}
