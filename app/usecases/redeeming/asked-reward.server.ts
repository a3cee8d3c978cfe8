import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import type { Redemption, RedemptionCause } from '#app/db/redemptions/redemption.server.ts';
import type { RedeemRefusal } from '#app/loyalty/rewards/may-redeem.ts';

/** The shop in which something is redeemed. */
export interface RedeemingShop {
  readonly id: ShopId;
  /** `beans.myshopify.com`. */
  readonly domain: string;
  readonly currency: string;
  /** An IANA name: limits are of its calendar. */
  readonly timezone: string;
}

/** A reward that somebody is to get. */
export interface AskedReward {
  readonly memberId: MemberId;
  readonly rewardKey: string;
  /**
   * The price that the member saw, by which a step of a reward is told from the others, and which of several products.
   * `prize`: she has won it, and pays nothing; of steps she gets the cheapest, and of several products the first.
   */
  readonly asks: { readonly points: number; readonly choice: string | null } | 'prize';
  readonly cause: RedemptionCause;
}

/** What asking for a reward came to. */
export type RedeemOutcome =
  /** Hers: `ready`, or `pending` until Shopify has what was promised; points are spent, or held until then. */
  | { readonly outcome: 'redeemed' | 'repeated'; readonly redemption: RedeemedReward }
  /** The cause stands for something else. */
  | { readonly outcome: 'contradictory' }
  | { readonly outcome: 'no_member' | 'no_reward' | 'not_enough' }
  /** The reward does not come at this price, or not in this choice, or not any more. */
  | { readonly outcome: 'no_such_offer' }
  | { readonly outcome: 'refused'; readonly refusal: RedeemRefusal }
  /** Shopify does not have it; nothing was taken. */
  | { readonly outcome: 'unavailable'; readonly problem: string };

/** A redemption as whoever asked for it is told. */
export type RedeemedReward = Pick<
  Redemption,
  'id' | 'rewardKey' | 'kind' | 'points' | 'amount' | 'choice' | 'state' | 'code' | 'validUntil'
>;
