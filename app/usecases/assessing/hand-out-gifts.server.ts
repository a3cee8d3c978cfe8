import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { TIER_ENTRY } from '#app/db/ledger/gifts.server.ts';
import { type MembersGift, noteTierGifts } from '#app/db/tiers/tier-gifts.server.ts';

import { awardPoints } from '../awarding/award-points.server.ts';
import { grantRewards, type Prize } from '../redeeming/grant-reward.server.ts';
import type { TieringShop } from '../tiers/tiering-shop.server.ts';

/** Gives members what tiers give to whoever reaches them for the first time: each once, whatever became of it since. */
export async function handOutTierGifts(
  sql: Sql,
  shop: TieringShop,
  gifts: readonly MembersGift[],
  now: Date,
): Promise<void> {
  const given = await noteTierGifts(sql, shop.id, gifts, now);
  // All at once: points and rewards each lock their members, and whoever waits in between may be waited for.
  await lockAccounts(sql, shop.id, [...new Set(given.map(({ memberId }) => memberId))]);
  const awards = given.flatMap(({ memberId, tier, tierName, entry }) =>
    entry.kind === 'points'
      ? [
          {
            id: `${TIER_ENTRY}${memberId}:${tier}`,
            memberId,
            points: entry.points,
            reason: tierName,
          },
        ]
      : [],
  );
  if (awards.length > 0) await awardPoints(sql, shop.id, awards, now);
  const prizes = given.flatMap(({ memberId, tier, entry }): Prize[] =>
    entry.kind === 'reward'
      ? [{ memberId, rewardKey: entry.reward, cause: { kind: 'tier', id: `${memberId}:${tier}` } }]
      : [],
  );
  await grantRewards(sql, shop, prizes, now);
}
