import { changeDiscount } from '#app/db/redemptions/reward-discounts.server.ts';
import {
  listStandingDiscounts,
  type StandingDiscount,
} from '#app/db/redemptions/standing-discounts.server.ts';
import { readUpdateTimes } from '#app/shopify/reward-discounts/read-discounts.server.ts';

import { compareDiscount } from './compare-discount.server.ts';
import { loseDiscount } from './lose-discount.server.ts';
import type { Tending } from './tending.server.ts';

/** How often a discount is compared that nobody is said to have changed: the word of it may have got lost. */
const COMPARED_EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * Finds out which of the rewards' discounts somebody has deleted at Shopify, or changed. While Shopify does not answer,
 * nothing is taken for gone.
 */
export async function checkDiscounts(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  const standing = await listStandingDiscounts(pool, shop.id);
  const ids = standing.map(({ shopifyId }) => shopifyId);
  const times = await readUpdateTimes(services.adminApi, shop.domain, ids);
  if (!times.ok) {
    tending.fail(times.failure, 0);
    return;
  }
  for (const discount of standing) {
    const updatedAt = times.data.get(discount.shopifyId);
    if (updatedAt === undefined) {
      await loseDiscount(tending, discount);
      continue;
    }
    // Word of its deletion was wrong.
    if (discount.state === 'wanted') {
      await changeDiscount(pool, shop.id, discount.id, { state: 'active' });
    }
    if (!tending.hasEnded && isDue(discount, updatedAt, tending.now)) {
      await compareDiscount(tending, discount);
    }
  }
}

/**
 * Whether a discount is to be compared: it was changed since, or that is long ago. Shopify's times are of whole seconds, so
 * a change may hide behind another one, and is found a day later where the word of it gets lost.
 */
function isDue(
  { checkedAt, seenUpdatedAt, endsAt, state, retryAt }: StandingDiscount,
  updatedAt: Date,
  now: Date,
): boolean {
  // Its codes are of no use any more, whatever it gives.
  if (endsAt !== null && endsAt <= now) return false;
  if (state === 'refused' && retryAt !== null && retryAt > now) return false;
  if (checkedAt === null || seenUpdatedAt?.getTime() !== updatedAt.getTime()) return true;
  return now.getTime() - checkedAt.getTime() >= COMPARED_EVERY_MS;
}
