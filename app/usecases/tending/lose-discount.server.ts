import { inTransaction } from '#app/db/database.server.ts';
import { dropUnclaimedCodes } from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  type RewardDiscount,
} from '#app/db/redemptions/reward-discounts.server.ts';
import { oweAnew } from '#app/db/redemptions/standing-discounts.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';

import { CODE_LOST } from './code-lost.server.ts';
import { SETTLING_MS } from './settling-time.server.ts';
import { randomCode } from './random-code.server.ts';
import type { Tending } from './tending.server.ts';

const ACTIONS = {
  deleted: 'reward.discount_deleted',
  currency: 'reward.discount_withdrawn',
} as const;

/**
 * A discount is gone from Shopify, and its codes with it: somebody has deleted it, or its currency is the shop's no more.
 * Another takes its place where it is still wanted, and whoever had a code of it is owed one anew. The log says so.
 */
export async function loseDiscount(
  tending: Tending,
  { id, rewardKey, state }: Pick<RewardDiscount, 'id' | 'rewardKey' | 'state'>,
  because: 'deleted' | 'currency' = 'deleted',
): Promise<void> {
  const { services, shop, now } = tending;
  const isOver = state === 'ended' || because === 'currency';
  await inTransaction(services.database, async (sql) => {
    await changeDiscount(sql, shop.id, id, {
      state: isOver ? 'ended' : 'wanted',
      shopifyId: null,
      productPrice: null,
      firstCode: randomCode(),
      problem: null,
      adding: null,
      attempts: 0,
      retryAt: isOver ? null : now,
      checkedAt: null,
      seenUpdatedAt: null,
      differences: [],
    });
    // First the pool, which waits for whoever is just claiming: then their redemptions are seen below.
    await dropUnclaimedCodes(sql, shop.id, id);
    const due = tending.in(SETTLING_MS);
    const codes = await oweAnew(sql, shop.id, id, { problem: CODE_LOST, now, due });
    const detail = { reward: rewardKey, codes };
    const entry = { actor: 'system', action: ACTIONS[because], detail } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
  });
}
