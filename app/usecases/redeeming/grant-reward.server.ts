import type { Sql } from '#app/db/database.server.ts';
import { type Notice, noteNotices } from '#app/db/shops/notices.server.ts';
import type { RedemptionCause } from '#app/db/redemptions/redemption.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';

import { redeemRewards } from './redeem-rewards.server.ts';
import type { RedeemingShop, RedeemOutcome } from './asked-reward.server.ts';

/** A reward that was won. */
export interface Prize {
  readonly memberId: MemberId;
  readonly rewardKey: string;
  /** By what: the same wins nothing again. */
  readonly cause: RedemptionCause;
}

/**
 * Gives rewards that were won: with a challenge, a tier, for a birthday. They cost nothing, and neither a reward's
 * conditions nor its limits or stock keep it from whom it was promised to; of the stock it takes one. Members are told.
 * @param sql an open transaction; it locks the members
 * @returns what each came to, in their order
 */
export async function grantRewards(
  sql: Sql,
  shop: RedeemingShop,
  prizes: readonly Prize[],
  now: Date,
): Promise<RedeemOutcome[]> {
  if (prizes.length === 0) return [];
  const asked = prizes.map((prize) => ({ ...prize, asks: 'prize' as const }));
  const outcomes = await redeemRewards(sql, shop, asked, now);
  const notices = outcomes.flatMap((outcome, index): Notice[] => {
    const prize = prizes[index];
    if (outcome.outcome !== 'redeemed' || !prize) return [];
    const { id } = outcome.redemption;
    const detail = { reward: prize.rewardKey, redemption: id, by: prize.cause.kind };
    return [{ memberId: prize.memberId, kind: 'reward_won', key: id, detail }];
  });
  await noteNotices(sql, shop.id, notices, now);
  return outcomes;
}

/** Gives one reward that was won, as `grantRewards` does. */
export async function grantReward(
  sql: Sql,
  shop: RedeemingShop,
  prize: Prize,
  now: Date,
): Promise<RedeemOutcome> {
  const [outcome] = await grantRewards(sql, shop, [prize], now);
  if (!outcome) throw new Error('a prize came to nothing');
  return outcome;
}
