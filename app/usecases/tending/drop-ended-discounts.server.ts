import { dropDiscount } from '#app/db/redemptions/reward-discounts.server.ts';
import { listDoneDiscounts } from '#app/db/redemptions/standing-discounts.server.ts';
import { deleteDiscount } from '#app/shopify/reward-discounts/save-discount.server.ts';

import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 20;

/**
 * Deletes discounts at Shopify that have ended once each of their codes was used, has expired or is gone, so that the merchant's
 * list of discounts stays short. Orders keep the codes that they were placed with.
 */
export async function dropEndedDiscounts(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  for (const discount of await listDoneDiscounts(pool, shop.id, BATCH_SIZE)) {
    if (tending.hasEnded) return;
    if (discount.shopifyId !== null) {
      const answer = await deleteDiscount(services.adminApi, shop.domain, discount.shopifyId);
      if (!answer.ok) {
        tending.fail(answer.failure, discount.attempts);
        continue;
      }
    }
    await dropDiscount(pool, shop.id, discount.id);
  }
}
