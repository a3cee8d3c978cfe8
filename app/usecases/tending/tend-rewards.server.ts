import { expireRedemptions } from '#app/db/redemptions/redemptions.server.ts';
import {
  askForTending,
  nextTending,
  noteTending,
} from '#app/db/redemptions/reward-tendings.server.ts';
import { foldLongTakings } from '#app/db/redemptions/reward-takings.server.ts';
import { findShop } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { DISCOUNT_KINDS } from '#app/loyalty/rewards/discount-terms.ts';

import type { Services } from '../services.server.ts';
import { checkDiscounts } from './check-discounts.server.ts';
import { checkReferences } from './check-references.server.ts';
import { createDiscounts } from './create-discounts.server.ts';
import { dropEndedDiscounts } from './drop-ended-discounts.server.ts';
import { expirePromises } from './expire-promises.server.ts';
import { fetchCodes } from './fetch-codes.server.ts';
import { fillPools } from './fill-pools.server.ts';
import { finishCancelling } from './finish-cancelling.server.ts';
import { followOrders } from './follow-orders.server.ts';
import { lookForCodes } from './look-for-codes.server.ts';
import { planDiscounts } from './plan-discounts.server.ts';
import { Tending } from './tending.server.ts';
import { withdrawCodes } from './withdraw-codes.server.ts';
import { withdrawFormerCurrencies } from './withdraw-former-currencies.server.ts';

/** A job that is to run later waits this long at least. */
const LEAST_WAIT_MS = 500;

/**
 * Looks after a shop's rewards that are native discounts: what orders say of codes, what has expired, which discounts and
 * codes are gone or changed, which the program wants, their pools, members who wait for a code, and cancellations. Each step goes by what is written down and by
 * what Shopify says is true, so a run that dies is taken up by the next. What Shopify does later is asked for later.
 * @param signal that the process is to end
 */
export async function tendRewards(
  services: Services,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<void> {
  const { pool } = services.database;
  const shop = await findShop(pool, shopId);
  if (shop?.uninstalledAt !== null) return;
  const tending = new Tending(services, shop, signal);
  await followOrders(tending);
  await expireRedemptions(pool, shopId, DISCOUNT_KINDS, tending.now);
  await expirePromises(tending);
  await withdrawFormerCurrencies(tending);
  await checkReferences(tending);
  for (const step of [checkDiscounts, lookForCodes]) if (!tending.hasEnded) await step(tending);
  await planDiscounts(tending);
  for (const step of [createDiscounts, fillPools]) if (!tending.hasEnded) await step(tending);
  await fetchCodes(tending);
  for (const step of [finishCancelling, withdrawCodes, dropEndedDiscounts]) {
    if (!tending.hasEnded) await step(tending);
  }
  await foldLongTakings(pool, shopId);
  await noteTending(pool, shopId, tending.now);
  if (signal?.aborted) await askForTending(pool, shopId);
  tending.endWithErrors();
  const next = tending.restsUntil ?? (await findNext(tending));
  if (next === null) return;
  const waitMs = next.getTime() - tending.now.getTime();
  await askForTending(pool, shopId, Math.max(LEAST_WAIT_MS, waitMs));
}

/** When the first of all that is under way is due. */
async function findNext({ services, shop, retryAt }: Tending): Promise<Date | null> {
  const next = await nextTending(services.database.pool, shop.id, DISCOUNT_KINDS);
  if (next === null || retryAt === null) return next ?? retryAt;
  return next < retryAt ? next : retryAt;
}
