import type { Reward } from '../program/reward.ts';

/** How a reward stands that a program promises. */
export type RewardStanding =
  | 'available'
  /** Its discount is being created at Shopify. */
  | 'preparing'
  /** What it is about is gone from the shop: nobody can redeem it until that is mended. */
  | 'paused'
  /** Shopify does not take it as it is. */
  | 'refused'
  /** The shop has not granted what paying it out needs. */
  | 'not_permitted'
  | 'sold_out'
  | 'prize_only'
  | 'off';

/** What decides how a reward stands. */
export interface RewardCircumstances {
  readonly reward: Pick<Reward, 'offered' | 'stock' | 'gives'>;
  readonly isPaused: boolean;
  /** Whether it cannot be had as a native discount at all. */
  readonly isUnsupported: boolean;
  /** Its native discounts, where it is any. */
  readonly discounts: readonly { readonly state: 'wanted' | 'active' | 'refused' | 'ended' }[];
  /** Whether the shop grants all that it needs. */
  readonly isPermitted: boolean;
  /** How many are gone. */
  readonly taken: number;
}

/** How a reward stands: what the merchant has to mend comes before what is as it should be. */
export function standingOf(circumstances: RewardCircumstances): RewardStanding {
  const { reward, discounts, taken } = circumstances;
  if (reward.offered === 'no') return 'off';
  if (circumstances.isPaused) return 'paused';
  if (circumstances.isUnsupported || discounts.some(({ state }) => state === 'refused')) {
    return 'refused';
  }
  if (!circumstances.isPermitted) return 'not_permitted';
  if (discounts.some(({ state }) => state === 'wanted')) return 'preparing';
  // What can only be won is given whatever the stock.
  if (reward.offered === 'prize') return 'prize_only';
  return reward.stock !== null && taken >= reward.stock ? 'sold_out' : 'available';
}
