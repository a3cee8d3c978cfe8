import { inTransaction } from '#app/db/database.server.ts';
import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import { noteCodes } from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  type DiscountChange,
  listEndedOfProducts,
  listRewardDiscounts,
  type RewardDiscount,
} from '#app/db/redemptions/reward-discounts.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { findCode } from '#app/shopify/reward-discounts/discount-codes.server.ts';
import { createDiscount } from '#app/shopify/reward-discounts/save-discount.server.ts';

import { followPrice, type ProductFound, productOf, readPrices } from './free-products.server.ts';
import { LATER_MS, type Tending } from './tending.server.ts';

/**
 * Creates the discounts that are wanted, tries those again that Shopify has refused, and keeps up with what free products
 * cost, also for codes that members have of discounts by which nothing more is redeemed.
 */
export async function createDiscounts(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  const discounts = await listRewardDiscounts(pool, shop.id);
  const ended = await listEndedOfProducts(pool, shop.id, tending.now);
  if (discounts.length + ended.length === 0) return;
  const names = await namesOfRewards(tending);
  const prices = await readPrices(tending, [...discounts, ...ended]);
  if (!prices.ok) {
    tending.fail(prices.failure, 0);
    return;
  }
  for (const discount of discounts) {
    if (tending.hasEnded) return;
    const product = productOf(discount, prices.data);
    if (discount.shopifyId !== null) await keepUp(tending, discount, product);
    else if (discount.retryAt === null || discount.retryAt <= tending.now) {
      await create(tending, discount, product, names.get(discount.rewardKey));
    }
  }
  for (const discount of ended) {
    if (tending.hasEnded) return;
    const product = productOf(discount, prices.data);
    if (product === 'none_needed' || product === 'missing') continue;
    const answer = await followPrice(tending, discount, product);
    if (!answer.ok) tending.fail(answer.failure, 0);
  }
}

async function namesOfRewards({ services, shop, now }: Tending): Promise<Map<string, string>> {
  const version = await findVersionInForce(services.database.pool, shop.id, now);
  const rewards = version?.program.rewards ?? [];
  return new Map(rewards.flatMap(({ key, name }) => (name === null ? [] : [[key, name]])));
}

async function create(
  tending: Tending,
  discount: RewardDiscount,
  product: ProductFound,
  name: string | undefined,
): Promise<void> {
  if (product === 'missing') return refuse(tending, discount, 'product_missing');
  const { services, shop } = tending;
  // Counted before it is tried: should the process die over it, the next one looks first whether it was done.
  await change(tending, discount, { attempts: discount.attempts + 1 });
  const found = discount.attempts > 0 ? await findFirstCode(tending, discount) : NOT_FOUND;
  if (!found.ok) return putOff(tending, discount, found);
  if (found.data !== null) return adopt(tending, discount, found.data, null);
  const answer = await createDiscount(services.adminApi, shop.domain, {
    terms: discount.terms,
    title: name ?? discount.rewardKey,
    firstCode: discount.firstCode,
    startsAt: tending.now,
    endsAt: discount.endsAt,
    product: product === 'none_needed' ? null : product,
  });
  if (!answer.ok) return putOff(tending, discount, answer);
  switch (answer.data.kind) {
    case 'saved':
      return adopt(tending, discount, answer.data.shopifyId, product);
    case 'taken': {
      const owner = await findFirstCode(tending, discount);
      if (!owner.ok) return putOff(tending, discount, owner);
      if (owner.data !== null) return adopt(tending, discount, owner.data, null);
      return change(tending, discount, { retryAt: tending.in(1_000) });
    }
    case 'refused':
      return refuse(tending, discount, answer.data.problem);
  }
}

const NOT_FOUND = { ok: true, data: null } as const;

/** @returns Shopify's id of the discount that has the code already: nobody else would have guessed it */
async function findFirstCode(
  { services, shop }: Tending,
  { firstCode }: RewardDiscount,
): Promise<AdminAnswer<string | null>> {
  const answer = await findCode(services.adminApi, shop.domain, firstCode);
  return answer.ok ? { ok: true, data: answer.data?.shopifyId ?? null } : answer;
}

/** It exists; its first code is the first of its pool. */
async function adopt(
  { services, shop }: Tending,
  discount: RewardDiscount,
  shopifyId: string,
  product: ProductFound | null,
): Promise<void> {
  const isPriced = product !== null && product !== 'none_needed' && product !== 'missing';
  await inTransaction(services.database, async (sql) => {
    await changeDiscount(sql, shop.id, discount.id, {
      state: 'active',
      shopifyId,
      productPrice: isPriced ? product.price : null,
      problem: null,
      attempts: 0,
      retryAt: null,
    });
    await noteCodes(sql, shop.id, discount.id, [discount.firstCode], 'free');
  });
}

/** A free product may cost something else by now, be gone, or be back. */
async function keepUp(
  tending: Tending,
  discount: RewardDiscount,
  product: ProductFound,
): Promise<void> {
  if (product === 'none_needed') return;
  if (product === 'missing') {
    if (discount.state === 'active') await refuse(tending, discount, 'product_missing');
    return;
  }
  const answer = await followPrice(tending, discount, product);
  if (!answer.ok) return putOff(tending, discount, answer);
  if (answer.data && discount.state === 'refused') {
    await change(tending, discount, { state: 'active', problem: null, retryAt: null });
  }
}

async function refuse(tending: Tending, discount: RewardDiscount, problem: string): Promise<void> {
  const retryAt = tending.in(LATER_MS);
  await change(tending, discount, { state: 'refused', problem, attempts: 0, retryAt });
}

async function putOff(
  tending: Tending,
  discount: RewardDiscount,
  { failure }: Extract<AdminAnswer<unknown>, { ok: false }>,
): Promise<void> {
  const retryAt = tending.fail(failure, discount.attempts);
  await change(tending, discount, { problem: failure.kind, retryAt });
}

async function change(
  { services, shop }: Tending,
  { id }: RewardDiscount,
  to: DiscountChange,
): Promise<void> {
  await changeDiscount(services.database.pool, shop.id, id, to);
}
