import { askForPayingOut, findNextPayOut } from '#app/db/redemptions/pay-outs.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { listDueRedemptions } from '#app/db/redemptions/redemptions.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import { findShop, type Shop } from '#app/db/shops/shops.server.ts';
import { CASH_OUT_KINDS } from '#app/loyalty/cash-out/kinds.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { backoffMs } from '#app/platform/backoff.ts';

import { payOutGiftCard } from './pay-out-gift-card.server.ts';
import type { PayOutStep } from './pay-out-step.server.ts';
import { payOutStoreCredit } from './pay-out-store-credit.server.ts';
import { settlePayOut } from './settle-pay-out.server.ts';
import type { Services } from '../services.server.ts';

/** Redemptions read at a time. */
const BATCH_SIZE = 25;

/**
 * Pays out what members have redeemed for store credit and gift cards, one after the other. Points are spent once Shopify
 * has it and given back where Shopify refuses it; what nobody can tell waits for the merchant, its points held.
 * @param signal that the process is to end: what is left then is another job's
 * @returns how many were paid
 * @throws in the end, what it broke off with for one of them; the others were paid nevertheless
 */
export async function payOutRedemptions(
  services: Services,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const shop = await findShop(services.database.pool, shopId);
  if (shop?.uninstalledAt !== null) return 0;
  const broken: unknown[] = [];
  const paid = await payOutAll(services, shop, broken, signal);
  if (broken.length > 0) throw broken[0];
  return paid;
}

/** @param broken is told what one of them broke off with */
async function payOutAll(
  services: Services,
  shop: Shop,
  broken: unknown[],
  signal?: AbortSignal,
): Promise<number> {
  const { id: shopId } = shop;
  const { pool } = services.database;
  const versions = await listProgramVersions(pool, shopId);
  let paid = 0;
  for (;;) {
    const window = { kinds: CASH_OUT_KINDS, state: 'pending', limit: BATCH_SIZE } as const;
    const due = await listDueRedemptions(pool, shopId, { ...window, now: services.clock.now() });
    if (due.length === 0) break;
    for (const redemption of due) {
      if (signal?.aborted) {
        await askForPayingOut(pool, shopId);
        return paid;
      }
      const step = await payOut(services, shop, { redemption, versions, broken });
      if (step.kind === 'paid') paid += 1;
      const restMs = restAfter(step);
      if (restMs === null) continue;
      await askForPayingOut(pool, shopId, restMs);
      return paid;
    }
  }
  await askAgainInTime(services, shopId);
  return paid;
}

/**
 * Takes the next step for one redemption and settles it. Where that breaks off, the redemption is put off, so that it keeps
 * nobody behind it waiting; what was asked of Shopify by then is noted, and looked for the next time.
 * @throws where not even that can be noted
 */
async function payOut(
  services: Services,
  shop: Shop,
  {
    redemption,
    versions,
    broken,
  }: {
    readonly redemption: Redemption;
    readonly versions: readonly ProgramVersion[];
    readonly broken: unknown[];
  },
): Promise<PayOutStep> {
  try {
    const step = await takeStep(services, shop, redemption, versions);
    await settlePayOut(services, shop.id, redemption.id, step);
    return step;
  } catch (error) {
    services.logger.error({ shopId: shop.id, redemption: redemption.id, err: error }, 'broke off');
    broken.push(error);
    const step = { kind: 'later', problem: 'broke_off', failure: null } as const;
    await settlePayOut(services, shop.id, redemption.id, step);
    return step;
  }
}

/**
 * How long to leave Shopify alone after a step that failed for a reason that the others would fail for too.
 * @returns milliseconds, or null to go on
 */
function restAfter(step: PayOutStep): number | null {
  if (step.kind !== 'later' || step.failure === null) return null;
  switch (step.failure.kind) {
    case 'throttled':
      return step.failure.retryAfterMs;
    case 'not_installed':
    case 'unavailable':
      return backoffMs(2);
    case 'access_denied':
    case 'refused':
      return null;
  }
}

async function takeStep(
  services: Services,
  shop: Shop,
  redemption: Redemption,
  versions: readonly ProgramVersion[],
): Promise<PayOutStep> {
  const { amount } = redemption;
  if (amount === null) return { kind: 'refused', problem: 'no_amount' };
  const expiresDays = expiryOfReward(redemption, versions);
  const task = { services, shop, redemption: { ...redemption, amount }, expiresDays };
  return redemption.kind === 'gift_card' ? payOutGiftCard(task) : payOutStoreCredit(task);
}

/** How long what it gives can be spent, as the version says that promised it. */
function expiryOfReward(
  { programVersion, rewardKey }: Redemption,
  versions: readonly ProgramVersion[],
): number | null {
  const version = versions.find((each) => each.version === programVersion);
  const gives = version?.program.rewards.find(({ key }) => key === rewardKey)?.gives;
  return gives?.kind === 'store_credit' || gives?.kind === 'gift_card' ? gives.expiresDays : null;
}

async function askAgainInTime({ database, clock }: Services, shopId: ShopId): Promise<void> {
  const next = await findNextPayOut(database.pool, shopId);
  if (next === null) return;
  const waitMs = Math.max(1, next.getTime() - clock.now().getTime());
  await askForPayingOut(database.pool, shopId, waitMs);
}
