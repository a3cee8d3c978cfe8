import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { findProgram } from '#app/db/programs/program-versions.server.ts';
import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import {
  changeRedemption,
  listDueRedemptions,
  type RedemptionChange,
  rememberLostCode,
} from '#app/db/redemptions/redemptions.server.ts';
import { holdIdOf, type Redemption } from '#app/db/redemptions/redemption.server.ts';
import { claimCodes } from '#app/db/redemptions/reward-codes.server.ts';
import { findDiscountsByKey } from '#app/db/redemptions/reward-discounts.server.ts';
import { noteNotices } from '#app/db/shops/notices.server.ts';
import { findOrderWithCode } from '#app/shopify/reward-discounts/discount-codes.server.ts';
import { DISCOUNT_KINDS } from '#app/loyalty/rewards/discount-terms.ts';

import { lockWithMember } from '../redeeming/lock-with-member.server.ts';
import { discountKeyOf } from '../redeeming/reward-discount-key.server.ts';
import { giveBackPoints, spendHeldPoints } from '../redeeming/end-hold.server.ts';
import { tellOfFailure } from '../redeeming/tell-of-failure.server.ts';
import { type PromisedDiscount, promisedDiscount } from './promised-discount.server.ts';
import { LATER_MS, type Tending } from './tending.server.ts';

/** What a redemption's problem says that promised money of a currency that the shop has no more. */
const CURRENCY_CHANGED = 'currency_changed';

const BATCH_SIZE = 200;
/** How soon it is looked again for a code. */
const SOON_MS = 2_000;
/** A member who has waited so long for a code gets her points back. */
const PATIENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Gives codes to the redemptions that found an empty pool, in the order in which they were asked for: the points that are
 * held for them are spent with that. What cannot be had, or takes a day, is given up, and the points go back; what was won
 * is owed as long as it takes. Whoever has lost her code with its discount gets another, unless an order was placed with it.
 */
export async function fetchCodes(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const wanted = { kinds: DISCOUNT_KINDS, state: 'pending', now, limit: BATCH_SIZE } as const;
  const waiting = await listDueRedemptions(services.database.pool, shop.id, wanted);
  await tending.forEach(waiting, async ({ id, code, attempts }) => {
    if (code !== null && !(await isUnused(tending, { id, code, attempts }))) return;
    await inTransaction(services.database, (sql) => fetchCode(sql, tending, id));
  });
}

/** Whether no order was placed with a code that a member has lost, as far as Shopify finds: then she is owed another. */
async function isUnused(
  tending: Tending,
  lost: { readonly id: string; readonly code: string; readonly attempts: number },
): Promise<boolean> {
  const { services, shop, now } = tending;
  if (tending.hasEnded) return false;
  const found = await findOrderWithCode(services.adminApi, shop.domain, lost.code);
  if (found.ok && found.data === null) return true;
  const change: RedemptionChange = found.ok
    ? { state: 'used', orderId: found.data, problem: null, retryAt: null }
    : {
        attempts: lost.attempts + 1,
        retryAt: tending.fail(found.failure, lost.attempts),
      };
  await inTransaction(services.database, async (sql) => {
    const redemption = await lockWithMember(sql, shop.id, lost.id);
    const isAsBefore = redemption?.state === 'pending' && redemption.code === lost.code;
    if (isAsBefore) await changeRedemption(sql, shop.id, lost.id, change, now);
  });
  return false;
}

async function fetchCode(sql: Sql, { shop, now }: Tending, id: string): Promise<void> {
  const redemption = await lockWithMember(sql, shop.id, id);
  // One whose order was heard of meanwhile follows that.
  if (redemption?.state !== 'pending' || redemption.orderId !== null) return;
  const program = await findProgram(sql, shop.id, redemption.programVersion);
  const inForce = (await findVersionInForce(sql, shop.id, now))?.program;
  const { currency } = shop;
  const promised = promisedDiscount({ program, inForce, currency, now }, redemption);
  const key = promised && discountKeyOf(promised.rewardKey, promised.terms, promised);
  const [discount] = key ? await findDiscountsByKey(sql, shop.id, [key]) : [];
  const isRefused = discount?.state === 'refused';
  if (promised === null || (isRefused && redemption.points > 0)) {
    const problem = redemption.currency === currency ? 'unavailable' : CURRENCY_CHANGED;
    return giveUp(sql, shop.id, redemption, problem, now);
  }
  const code = discount ? await claimOne(sql, shop.id, discount) : null;
  if (discount && code !== null) {
    return handOver(sql, shop, redemption, { code, discountId: discount.id, promised }, now);
  }
  const hasWaited = now.getTime() - redemption.createdAt.getTime() > PATIENCE_MS;
  // What she won, or had already, is owed for as long as it takes.
  if (hasWaited && redemption.points > 0 && redemption.code === null) {
    return giveUp(sql, shop.id, redemption, 'took_too_long', now);
  }
  const retryAt = new Date(now.getTime() + (isRefused || hasWaited ? LATER_MS : SOON_MS));
  await changeRedemption(sql, shop.id, id, { retryAt }, now);
}

type ShopId = Tending['shop']['id'];

async function claimOne(
  sql: Sql,
  shopId: ShopId,
  discount: { readonly id: string; readonly state: string },
): Promise<string | null> {
  if (discount.state !== 'active') return null;
  const claimed = await claimCodes(sql, shopId, [{ discountId: discount.id, count: 1 }]);
  return claimed.get(discount.id)?.[0] ?? null;
}

async function handOver(
  sql: Sql,
  { id: shopId, currency }: Tending['shop'],
  redemption: Redemption,
  {
    code,
    discountId,
    promised,
  }: { readonly code: string; readonly discountId: string; readonly promised: PromisedDiscount },
  now: Date,
): Promise<void> {
  if (redemption.points > 0) await spendHeldPoints(sql, shopId, holdIdOf(redemption), now);
  await rememberLostCode(sql, shopId, redemption.id);
  const { endsAt: validUntil, amount } = promised;
  const given = { code, discountId, validUntil, amount, currency };
  const change = { ...given, retryAt: null, state: 'ready' } as const;
  await changeRedemption(sql, shopId, redemption.id, { ...change, problem: null }, now);
  if (redemption.code !== null) await tellOfNewCode(sql, shopId, redemption, now);
}

/** The code that a member has noted is none any more. */
async function tellOfNewCode(
  sql: Sql,
  shopId: ShopId,
  { id, memberId, rewardKey }: Redemption,
  now: Date,
): Promise<void> {
  const detail = { reward: rewardKey, redemption: id };
  const key = `${id}:${now.getTime()}`;
  await noteNotices(sql, shopId, [{ memberId, kind: 'code_replaced', key, detail }], now);
}

async function giveUp(
  sql: Sql,
  shopId: ShopId,
  redemption: Redemption,
  problem: string,
  now: Date,
): Promise<void> {
  if (redemption.points > 0) await giveBackPoints(sql, shopId, holdIdOf(redemption), now);
  const change = { state: 'failed', problem, retryAt: null } as const;
  await changeRedemption(sql, shopId, redemption.id, change, now);
  await tellOfFailure(sql, shopId, redemption, now);
}
