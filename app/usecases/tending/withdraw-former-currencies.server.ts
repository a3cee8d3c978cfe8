import { listOfFormerCurrencies } from '#app/db/redemptions/standing-discounts.server.ts';
import { isCountedInMoney } from '#app/loyalty/rewards/discount-terms.ts';
import { deleteDiscount } from '#app/shopify/reward-discounts/save-discount.server.ts';

import { loseDiscount } from './lose-discount.server.ts';
import type { Tending } from './tending.server.ts';

/**
 * Deletes the discounts that say an amount of a currency which the shop has no more: Shopify keeps the number and takes it for
 * one of the new currency. Whoever had a code of one is owed the reward anew, or her points.
 */
export async function withdrawFormerCurrencies(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  const former = await listOfFormerCurrencies(pool, shop.id, shop.currency);
  for (const discount of former.filter(({ terms }) => isCountedInMoney(terms))) {
    if (tending.hasEnded) return;
    const answer = await deleteDiscount(services.adminApi, shop.domain, discount.shopifyId);
    if (answer.ok) await loseDiscount(tending, discount, 'currency');
    else tending.fail(answer.failure, discount.attempts);
  }
}
