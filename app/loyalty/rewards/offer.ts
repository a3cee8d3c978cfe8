import type { Reward } from '../program/reward.ts';

/** One thing that a member can ask for: a reward, or a step of it, or one of its products. */
export interface Offer {
  readonly points: number;
  /** Minor units of the shop's currency; null where the reward is no amount of money. */
  readonly amount: number | null;
  /** Shopify's id of the product or variant, where the reward is one of several. */
  readonly choice: string | null;
}

/** Everything that a reward comes in, the cheapest first. */
export function offersOf({ gives }: Pick<Reward, 'gives'>): readonly Offer[] {
  switch (gives.kind) {
    case 'amount_off':
    case 'store_credit':
    case 'gift_card':
      return gives.steps.map(({ points, amount }) => ({ points, amount, choice: null }));
    case 'free_product':
      return gives.products.map((choice) => ({ points: gives.points, amount: null, choice }));
    case 'percentage_off':
    case 'free_shipping':
    case 'experience':
      return [{ points: gives.points, amount: null, choice: null }];
  }
}

/**
 * What a member means who names the price that she saw, and which of several products. A product has not to be named
 * where there is only one.
 * @returns undefined where the reward does not come like that, or not any more
 */
export function findOffer(
  reward: Pick<Reward, 'gives'>,
  asked: { readonly points: number; readonly choice: string | null },
): Offer | undefined {
  const offers = offersOf(reward).filter(({ points }) => points === asked.points);
  if (asked.choice === null) return offers.length === 1 ? offers[0] : undefined;
  return offers.find(({ choice }) => choice === asked.choice);
}
