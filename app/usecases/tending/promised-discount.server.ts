import type { Redemption } from '#app/db/redemptions/redemption.server.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import type { Reward } from '#app/loyalty/program/reward.ts';
import { isPromisedInMoney, termsOf } from '#app/loyalty/rewards/discount-terms.ts';
import { type Offer, offersOf } from '#app/loyalty/rewards/offer.ts';
import { validityOf } from '#app/loyalty/rewards/validity.ts';
import type { WantedDiscount } from '#app/loyalty/rewards/wanted-discounts.ts';

/** The native discount that a redemption is promised, and its amount in the shop's currency, where it is so much money. */
export type PromisedDiscount = WantedDiscount & { readonly amount: number | null };

/** By what a promise is kept. */
export interface PromiseContext {
  /** Of the version by which it was redeemed. */
  readonly program: Program | undefined;
  /** Of the version in force. */
  readonly inForce: Program | undefined;
  /** The shop's. */
  readonly currency: string;
  readonly now: Date;
}

/**
 * The native discount that a redemption is promised which has no code yet: as the version promised it, valid from now on.
 * Money of a currency that the shop has no more cannot be given: what was won is given as the version in force has it.
 * @returns null where that version knows no such discount, or promised money of another currency: it cannot be had
 */
export function promisedDiscount(
  { program, inForce, currency, now }: PromiseContext,
  redemption: Pick<Redemption, 'rewardKey' | 'amount' | 'choice' | 'currency' | 'points'>,
): PromisedDiscount | null {
  const { rewardKey, amount, choice } = redemption;
  const reward = program?.rewards.find(({ key }) => key === rewardKey);
  const offer =
    reward && offersOf(reward).find((each) => each.amount === amount && each.choice === choice);
  const promised = reward && offer ? discountOf(reward, offer, currency, now) : null;
  const isOfOtherMoney =
    promised !== null && redemption.currency !== currency && isPromisedInMoney(promised.terms);
  if (!isOfOtherMoney) return promised;
  if (redemption.points > 0) return null;
  const anew = inForce?.rewards.find(({ key }) => key === rewardKey);
  const [cheapest] = anew ? offersOf(anew) : [];
  return anew && cheapest ? discountOf(anew, cheapest, currency, now) : null;
}

function discountOf(
  reward: Reward,
  offer: Offer,
  currency: string,
  now: Date,
): PromisedDiscount | null {
  const terms = termsOf(reward, offer, currency);
  if (terms === null || terms === 'unsupported_products') return null;
  const validity = validityOf(reward.validDays, now.getTime());
  return { rewardKey: reward.key, terms, amount: offer.amount, ...validity };
}
