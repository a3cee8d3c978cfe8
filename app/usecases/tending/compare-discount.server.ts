import { inTransaction } from '#app/db/database.server.ts';
import {
  changeDiscount,
  type DiscountChange,
} from '#app/db/redemptions/reward-discounts.server.ts';
import type { StandingDiscount } from '#app/db/redemptions/standing-discounts.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import {
  type DiscountDifference,
  differencesOf,
  type StandingTerms,
} from '#app/loyalty/rewards/standing-terms.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import {
  type PricedProduct,
  readProductPrices,
} from '#app/shopify/reward-discounts/product-prices.server.ts';
import { readStandingDiscount } from '#app/shopify/reward-discounts/read-discounts.server.ts';
import { restoreDiscount } from '#app/shopify/reward-discounts/restore-discount.server.ts';

import { findMissingCodes } from './find-missing-codes.server.ts';
import { LATER_MS, type Tending } from './tending.server.ts';

/** What a discount's problem says that Shopify changes otherwise than it was asked to. */
const NOT_RESTORED = 'not_restored';

/**
 * Compares a discount with what its reward promises, and sets it right where staff have changed it: members hold codes of
 * it. The log says in what it differed. What came of asking Shopify is read before anything is asked again, for the next run
 * begins with comparing.
 */
export async function compareDiscount(tending: Tending, discount: StandingDiscount): Promise<void> {
  const { services, shop } = tending;
  const read = await readStandingDiscount(services.adminApi, shop.domain, discount.shopifyId);
  if (!read.ok) {
    tending.fail(read.failure, discount.attempts);
    return;
  }
  // Just deleted: the next run sees that.
  if (read.data === null) return;
  const { terms, updatedAt, codes } = read.data;
  const differences = differencesOf(discount, terms, tending.now);
  if (differences.length > 0) return restore(tending, discount, terms, differences);
  if (await findMissingCodes(tending, discount, codes)) await settle(tending, discount, updatedAt);
}

async function restore(
  tending: Tending,
  discount: StandingDiscount,
  found: StandingTerms,
  differences: readonly DiscountDifference[],
): Promise<void> {
  const { services, shop } = tending;
  await noteDifferences(tending, discount, differences);
  const product = await readProduct(tending, discount);
  if (!product.ok) {
    tending.fail(product.failure, discount.attempts);
    return;
  }
  if (product.data === 'missing') return refuse(tending, discount, 'product_missing');
  const { terms, endsAt, shopifyId } = discount;
  const answer = await restoreDiscount(services.adminApi, shop.domain, shopifyId, {
    ...{ terms, endsAt, found },
    product: product.data,
    now: tending.now,
  });
  if (!answer.ok) {
    tending.fail(answer.failure, discount.attempts);
    return;
  }
  if (answer.data.kind === 'refused') return refuse(tending, discount, answer.data.problem);
  const { standing } = answer.data;
  const productPrice = product.data?.price ?? null;
  const left = differencesOf({ terms, endsAt, productPrice }, standing.terms, tending.now);
  if (left.length > 0) return refuse(tending, discount, NOT_RESTORED);
  await settle(tending, discount, standing.updatedAt, { productPrice });
}

/** The log says once in what a discount differs, however often that has to be tried. */
async function noteDifferences(
  { services, shop, now }: Tending,
  { id, rewardKey, differences: before }: StandingDiscount,
  differences: readonly DiscountDifference[],
): Promise<void> {
  if (differences.join() === before.join()) return;
  await inTransaction(services.database, async (sql) => {
    await changeDiscount(sql, shop.id, id, { differences });
    const detail = { reward: rewardKey, differences: differences.join() };
    const entry = { actor: 'system', action: 'reward.discount_changed', detail } as const;
    await writeAuditEntry(sql, shop.id, entry, now);
  });
}

/** The free product of a discount; null where it gives none. */
async function readProduct(
  { services, shop }: Tending,
  { terms: { gives } }: StandingDiscount,
): Promise<AdminAnswer<PricedProduct | 'missing' | null>> {
  if (gives.kind !== 'product') return { ok: true, data: null };
  const { adminApi } = services;
  const prices = await readProductPrices(adminApi, shop.domain, [gives.id], shop.currency);
  if (!prices.ok) return prices;
  const product = prices.data.get(gives.id);
  return { ok: true, data: product && product.price > 0 ? product : 'missing' };
}

/** It is as it should be. */
async function settle(
  { services, shop, now }: Tending,
  { id, state, differences }: StandingDiscount,
  updatedAt: Date,
  change: DiscountChange = {},
): Promise<void> {
  const wasRefused = state === 'refused' && differences.length > 0;
  await changeDiscount(services.database.pool, shop.id, id, {
    ...change,
    checkedAt: now,
    seenUpdatedAt: updatedAt,
    differences: [],
    ...(wasRefused && { state: 'active', problem: null, retryAt: null }),
  });
}

/** Nobody redeems by it until Shopify takes it, or the merchant has changed something; whoever has a code keeps it. */
async function refuse(
  tending: Tending,
  discount: StandingDiscount,
  problem: string,
): Promise<void> {
  const { services, shop, now } = tending;
  const isOver = discount.state === 'ended';
  await changeDiscount(services.database.pool, shop.id, discount.id, {
    checkedAt: now,
    ...(!isOver && { state: 'refused', problem, retryAt: tending.in(LATER_MS) }),
  });
}
