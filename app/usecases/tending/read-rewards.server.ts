import { findVersionInForce } from '#app/db/programs/programs.server.ts';
import {
  type BoundedCount,
  countFreeCodes,
} from '#app/db/redemptions/redemption-figures.server.ts';
import {
  listRewardDiscounts,
  type RewardDiscount,
} from '#app/db/redemptions/reward-discounts.server.ts';
import { listRewardGaps } from '#app/db/redemptions/reward-gaps.server.ts';
import { sumTaken } from '#app/db/redemptions/reward-takings.server.ts';
import { findGrantedScopes } from '#app/db/shops/sessions.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { missingCashOutScopes, scopesMissingFor } from '#app/loyalty/cash-out/needed-scopes.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { offersOf } from '#app/loyalty/rewards/offer.ts';
import { textOfReference } from '#app/loyalty/catalog/reference.ts';
import { gapsOf } from '#app/loyalty/rewards/references.ts';
import { standingOf } from '#app/loyalty/rewards/standing.ts';

import type { Services } from '../services.server.ts';

/**
 * What the program in force promises for points, and how each reward stands: what it costs, how often it was had, and what
 * has to be mended.
 */
export async function readRewards(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shop: Pick<Shop, 'id' | 'domain' | 'currency'>,
) {
  const { pool } = database;
  const rewards = (await findVersionInForce(pool, shop.id, clock.now()))?.program.rewards ?? [];
  const [counts, codes, discounts, gaps, granted] = await Promise.all([
    sumTaken(
      pool,
      shop.id,
      rewards.map(({ key }) => key),
    ),
    countFreeCodes(pool, shop.id),
    listRewardDiscounts(pool, shop.id),
    listRewardGaps(pool, shop.id),
    findGrantedScopes(pool, shop.domain),
  ]);
  return {
    currency: shop.currency,
    missingScopes: scopesMissingFor(rewards, granted ?? null),
    rewards: rewards.map((reward) =>
      viewReward(reward, {
        currency: shop.currency,
        redeemed: counts.get(reward.key) ?? 0,
        freeCodes: codes.get(reward.key) ?? null,
        discounts: discounts.filter(({ rewardKey }) => rewardKey === reward.key),
        gone: new Set(
          gaps.filter(({ rewardKey }) => rewardKey === reward.key).map(textOfReference),
        ),
        isPermitted: missingCashOutScopes(reward.gives.kind, granted ?? null).length === 0,
      }),
    ),
  };
}

function viewReward(
  reward: Reward,
  given: {
    readonly currency: string;
    readonly redeemed: number;
    readonly freeCodes: BoundedCount | null;
    readonly discounts: readonly RewardDiscount[];
    readonly gone: ReadonlySet<string>;
    readonly isPermitted: boolean;
  },
) {
  const { gives } = reward;
  const offers = offersOf(reward);
  const { missing, isPaused } = gapsOf(reward, given.gone);
  const isUnsupported = offers.some(
    (offer) => termsOf(reward, offer, given.currency) === 'unsupported_products',
  );
  return {
    key: reward.key,
    name: reward.name,
    kind: gives.kind,
    percent: gives.kind === 'percentage_off' ? gives.percent : null,
    offers: offers.map(({ points, amount }) => ({ points, amount })),
    standing: standingOf({
      reward,
      isPaused,
      isUnsupported,
      discounts: given.discounts,
      isPermitted: given.isPermitted,
      taken: given.redeemed,
    }),
    problem: isUnsupported
      ? 'unsupported_products'
      : (given.discounts.find(({ state }) => state === 'refused')?.problem ?? null),
    missing,
    tiers: reward.conditions.tiers === 'all' ? [] : reward.conditions.tiers,
    stock: reward.stock,
    redeemed: given.redeemed,
    freeCodes: given.freeCodes,
  };
}
