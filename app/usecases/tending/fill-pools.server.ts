import { inTransaction } from '#app/db/database.server.ts';
import {
  finishCodes,
  noteCodes,
  type Pool,
  readPool,
} from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  listRewardDiscounts,
  type RewardDiscount,
} from '#app/db/redemptions/reward-discounts.server.ts';
import {
  addCodes,
  type AddingCodes,
  CODES_A_CALL,
  findCode,
  readAddedCodes,
} from '#app/shopify/reward-discounts/discount-codes.server.ts';

import { POOL_FULL, POOL_LOW } from '../redeeming/pool-size.server.ts';
import { loseDiscount } from './lose-discount.server.ts';
import { randomCode } from './random-code.server.ts';
import { LATER_MS, type Tending } from './tending.server.ts';

/** How long Shopify is given before it is asked again whether codes were added. */
const POLL_MS = 1_000;

/**
 * Has every pool filled up that has few codes left. Codes are noted before Shopify is asked for them, and asking for the
 * same again adds none twice: a code exists once, and who asks again is told that it does.
 */
export async function fillPools(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  for (const discount of await listRewardDiscounts(services.database.pool, shop.id)) {
    if (tending.hasEnded) return;
    if (discount.state !== 'active' || discount.shopifyId === null) continue;
    if (discount.retryAt !== null && discount.retryAt > tending.now) continue;
    await fillPool(tending, discount, discount.shopifyId);
  }
}

async function fillPool(
  tending: Tending,
  discount: RewardDiscount,
  shopifyId: string,
): Promise<void> {
  const { services, shop } = tending;
  if (discount.adding !== null) return finishAdding(tending, discount, discount.adding, shopifyId);
  const pool = await readPool(services.database.pool, shop.id, discount.id);
  const codes = pool.adding.length > 0 ? pool.adding : newCodes(pool);
  if (codes.length === 0) {
    if (discount.retryAt !== null || discount.problem !== null) await settle(tending, discount);
    return;
  }
  await noteCodes(services.database.pool, shop.id, discount.id, codes, 'adding');
  const some = codes.slice(0, CODES_A_CALL);
  const answer = await addCodes(services.adminApi, shop.domain, shopifyId, some);
  if (!answer.ok) {
    const { attempts } = discount;
    const retryAt = tending.fail(answer.failure, attempts);
    await changeDiscount(services.database.pool, shop.id, discount.id, {
      attempts: attempts + 1,
      retryAt,
      problem: answer.failure.kind,
    });
  } else await follow(tending, discount, answer.data);
}

async function follow(
  tending: Tending,
  discount: RewardDiscount,
  asked: AddingCodes,
): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  switch (asked.kind) {
    case 'adding':
      return changeDiscount(pool, shop.id, discount.id, {
        adding: asked.adding,
        attempts: 0,
        problem: null,
        retryAt: tending.in(POLL_MS),
      });
    case 'gone':
      return loseDiscount(tending, discount);
    case 'refused': {
      const retryAt = tending.in(LATER_MS);
      return changeDiscount(pool, shop.id, discount.id, { problem: asked.problem, retryAt });
    }
  }
}

function newCodes({ free }: Pool): string[] {
  if (free >= POOL_LOW) return [];
  return Array.from({ length: POOL_FULL - free }, randomCode);
}

async function settle({ services, shop }: Tending, { id }: RewardDiscount): Promise<void> {
  const settled = { retryAt: null, problem: null, attempts: 0 };
  await changeDiscount(services.database.pool, shop.id, id, settled);
}

async function finishAdding(
  tending: Tending,
  discount: RewardDiscount,
  adding: string,
  shopifyId: string,
): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  const answer = await readAddedCodes(services.adminApi, shop.domain, adding);
  if (!answer.ok) {
    const retryAt = tending.fail(answer.failure, discount.attempts);
    const attempts = discount.attempts + 1;
    return changeDiscount(pool, shop.id, discount.id, { attempts, retryAt });
  }
  const result = answer.data;
  // Shopify has forgotten it: the same codes are asked for again.
  if (result === null) {
    return changeDiscount(pool, shop.id, discount.id, { adding: null, retryAt: tending.now });
  }
  if (!result.isDone) {
    return changeDiscount(pool, shop.id, discount.id, { retryAt: tending.in(POLL_MS) });
  }
  const ours = await findOurs(tending, result.taken, shopifyId);
  if (ours === null)
    return changeDiscount(pool, shop.id, discount.id, { retryAt: tending.in(POLL_MS) });
  const others = result.taken.filter((code) => !ours.includes(code));
  await inTransaction(services.database, async (sql) => {
    await finishCodes(sql, shop.id, discount.id, {
      added: [...result.added, ...ours],
      refused: [...result.refused, ...others],
    });
    await changeDiscount(sql, shop.id, discount.id, { adding: null, retryAt: tending.now });
  });
}

/**
 * Which codes that exist already are this discount's: an earlier call has added them after all.
 * @returns null where Shopify did not say
 */
async function findOurs(
  tending: Tending,
  taken: readonly string[],
  shopifyId: string,
): Promise<string[] | null> {
  const { services, shop } = tending;
  const ours: string[] = [];
  for (const code of taken) {
    const answer = await findCode(services.adminApi, shop.domain, code);
    if (!answer.ok) {
      tending.fail(answer.failure, 0);
      return null;
    }
    if (answer.data?.shopifyId === shopifyId) ours.push(code);
  }
  return ours;
}
