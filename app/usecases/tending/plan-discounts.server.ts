import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { findVersionInForce, lockForJudging } from '#app/db/programs/programs.server.ts';
import { findProgram } from '#app/db/programs/program-versions.server.ts';
import { listDueRedemptions } from '#app/db/redemptions/redemptions.server.ts';
import { dropUnclaimedCodes, hasClaimedCodes } from '#app/db/redemptions/reward-codes.server.ts';
import {
  changeDiscount,
  dropDiscount,
  listRewardDiscounts,
  type RewardDiscount,
  wantDiscounts,
} from '#app/db/redemptions/reward-discounts.server.ts';
import { DISCOUNT_KINDS } from '#app/loyalty/rewards/discount-terms.ts';
import { type WantedDiscount, wantedDiscounts } from '#app/loyalty/rewards/wanted-discounts.ts';
import { deleteDiscount } from '#app/shopify/reward-discounts/save-discount.server.ts';

import { discountKeyOf, textOfKey } from '../redeeming/reward-discount-key.server.ts';
import { promisedDiscount } from './promised-discount.server.ts';
import { randomCode } from './random-code.server.ts';
import type { Tending } from './tending.server.ts';

/** Discounts are there before their first codes are due: those of the next version, and those that end later. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/** Promises without a code that are looked at in one run. */
const PROMISES_MAX = 1_000;

/**
 * Notes which native discounts the program in force wants, that of tomorrow and what members were promised, and has the
 * others end: nothing more is redeemed by them, and codes that members have stay valid.
 */
export async function planDiscounts(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const unwanted = await inTransaction(services.database, async (sql) => {
    await lockForJudging(sql, shop.id);
    const wanted = await listWanted(sql, tending);
    const keyed = wanted.map((each) => ({
      ...discountKeyOf(each.rewardKey, each.terms, each),
      terms: each.terms,
      endsAt: each.endsAt,
      firstCode: randomCode(),
    }));
    const byKey = new Map(keyed.map((each) => [textOfKey(each), each]));
    await wantDiscounts(sql, shop.id, [...byKey.values()], now);
    const all = await listRewardDiscounts(sql, shop.id);
    return all.filter((discount) => !byKey.has(textOfKey(discount)));
  });
  for (const discount of unwanted) await endDiscount(tending, discount);
}

async function listWanted(sql: Sql, { shop, now }: Tending): Promise<WantedDiscount[]> {
  const soon = new Date(now.getTime() + AHEAD_MS);
  const wanted: WantedDiscount[] = [];
  const inForce = (await findVersionInForce(sql, shop.id, now))?.program;
  const { currency } = shop;
  for (const moment of [now, soon]) {
    const version = await findVersionInForce(sql, shop.id, moment);
    if (!version) continue;
    const moments = [now.getTime(), soon.getTime()];
    wanted.push(...wantedDiscounts(version.program, shop.currency, moments).discounts);
  }
  const promises = {
    kinds: DISCOUNT_KINDS,
    state: 'pending',
    now: soon,
    limit: PROMISES_MAX,
  } as const;
  for (const redemption of await listDueRedemptions(sql, shop.id, promises)) {
    const program = await findProgram(sql, shop.id, redemption.programVersion);
    const promised = promisedDiscount({ program, inForce, currency, now }, redemption);
    if (promised) wanted.push(promised);
  }
  return wanted;
}

/** One that no member has a code of is deleted at Shopify, so that the merchant's list of discounts stays short. */
async function endDiscount(tending: Tending, discount: RewardDiscount): Promise<void> {
  const { services, shop } = tending;
  const isIdle = await inTransaction(services.database, async (sql) => {
    await dropUnclaimedCodes(sql, shop.id, discount.id);
    const isClaimed = await hasClaimedCodes(sql, shop.id, discount.id);
    if (isClaimed) await changeDiscount(sql, shop.id, discount.id, ENDED);
    return !isClaimed;
  });
  if (!isIdle || tending.hasEnded) return;
  if (discount.shopifyId !== null) {
    const answer = await deleteDiscount(services.adminApi, shop.domain, discount.shopifyId);
    if (!answer.ok) {
      tending.fail(answer.failure, discount.attempts);
      return;
    }
  }
  await dropDiscount(services.database.pool, shop.id, discount.id);
}

const ENDED = { state: 'ended', adding: null, retryAt: null } as const;
