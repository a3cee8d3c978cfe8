import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import { listRewardGaps, saveRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import { referencesOfReward } from '#app/loyalty/catalog/program-references.ts';
import { textOfReference } from '#app/loyalty/catalog/reference.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { gapsOf, pausedRewards, type RewardGap } from '#app/loyalty/rewards/references.ts';
import { findMissingReferences } from '#app/shopify/products/read-missing-references.server.ts';

import type { Tending } from './tending.server.ts';

/**
 * Finds out which products, variants and collections the rewards of the program in force are about that the shop has no
 * more. A reward of which nothing is left is paused, and goes on once it is about something again. Pauses stand in the log.
 */
export async function checkReferences(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const version = await findVersionInForce(services.database.pool, shop.id, now);
  const rewards = (version?.program.rewards ?? []).filter(({ offered }) => offered !== 'no');
  const references = new Map(
    rewards.flatMap(referencesOfReward).map((reference) => [textOfReference(reference), reference]),
  );
  const answer = await findMissingReferences(services.adminApi, shop.domain, [
    ...references.values(),
  ]);
  if (!answer.ok) {
    tending.fail(answer.failure, 0);
    return;
  }
  const gaps = rewards.flatMap((reward): RewardGap[] =>
    gapsOf(reward, answer.data).missing.map((gone) => ({ rewardKey: reward.key, ...gone })),
  );
  await inTransaction(services.database, async (sql) => {
    const before = pausedRewards(rewards, await listRewardGaps(sql, shop.id));
    await saveRewardGaps(sql, shop.id, gaps, now);
    const after = pausedRewards(rewards, gaps);
    await noteChanges(sql, shop.id, { before, after }, now);
    // Guests are promised nothing that the shop cannot give.
    if (before.symmetricDifference(after).size > 0) {
      await queueEffects(sql, shop.id, 'program-face', [shop.id], now);
    }
  });
}

async function noteChanges(
  sql: Sql,
  shopId: ShopId,
  { before, after }: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> },
  now: Date,
): Promise<void> {
  const noted = (action: 'reward.paused' | 'reward.resumed', keys: Iterable<string>) =>
    [...keys].map((reward) => ({ actor: 'system', action, detail: { reward } }) as const);
  const entries = [
    ...noted('reward.paused', after.difference(before)),
    ...noted('reward.resumed', before.difference(after)),
  ];
  for (const entry of entries) await writeAuditEntry(sql, shopId, entry, now);
}
