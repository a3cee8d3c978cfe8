import type { Reward } from '#app/loyalty/program/reward.ts';
import type { RedeemRefusal } from '#app/loyalty/rewards/may-redeem.ts';
import type { Offer } from '#app/loyalty/rewards/offer.ts';

import { writeDay, writePoints } from '../language/amounts.ts';
import { writeTiers } from '../program-text/conditions-text.ts';
import { rewardName } from '../program-text/names.ts';
import { money, type ProgramWords, when } from '../program-text/program-words.ts';
import { describeGiven } from '../redemptions/redemption-text.ts';

/** What is needed to write to a shopper about rewards. */
export interface RewardWords extends ProgramWords {
  /** Names of free products by their ids, as far as they are known. */
  readonly productNames: ReadonlyMap<string, string>;
}

/** One way to have a reward, as a shopper reads it. */
export interface OfferText {
  /** What she gets: `€5.00 off`, the product, or the reward's name. */
  readonly gift: string;
  /** `500 points` */
  readonly price: string;
  /** Among several: `€5.00 off for 500 points`. */
  readonly option: string;
  /** Asked before her points are used. */
  readonly question: string;
  /** `40 more points to go`; null where she has enough. */
  readonly missing: string | null;
  /** What else is in her way, a sentence each. */
  readonly because: readonly string[];
}

/**
 * Writes one way to have a reward.
 * @param given.points what the member can spend
 * @param given.place which of the reward's offers it is, from 1 on
 */
export function describeOffer(
  reward: Reward,
  given: {
    readonly offer: Offer;
    readonly place: number;
    readonly refusal: RedeemRefusal | null;
    readonly points: number;
  },
  words: RewardWords,
): OfferText {
  const { text } = words;
  const { offer, place, refusal, points } = given;
  const gift = giftOf(reward, offer, place, words);
  const price = writePoints(offer.points, words);
  const missing = offer.points - points;
  return {
    gift,
    price,
    option: text('storefront.rewards.option', { gift, points: price }),
    question: text('storefront.rewards.question', { gift, points: price }),
    missing: missing > 0 ? text('storefront.rewards.missing', { count: missing }) : null,
    because: refusal === null ? [] : describeRefusal(reward, refusal, words),
  };
}

function giftOf(reward: Reward, offer: Offer, place: number, words: RewardWords): string {
  const { gives } = reward;
  if (offer.choice !== null) {
    const name = words.productNames.get(offer.choice);
    if (name !== undefined) return name;
    return gives.kind === 'free_product' && gives.products.length > 1
      ? words.text('storefront.rewards.product', { count: place })
      : rewardName(reward, words);
  }
  if (offer.amount === null) return rewardName(reward, words);
  const { kind } = gives;
  const { amount } = offer;
  return describeGiven({ kind, amount, percent: null, currency: words.currency }, words);
}

/** Why a member does not get a reward now, and from when on she does. */
export function describeRefusal(
  { conditions }: Pick<Reward, 'conditions'>,
  refusal: RedeemRefusal,
  words: ProgramWords,
): string[] {
  const { text } = words;
  const { tiers: keys } = conditions;
  const tiers = keys === 'all' ? '' : writeTiers(keys, words);
  const sentence = text(`storefront.rewards.refused.${refusal.why}`, { tiers });
  if (!('until' in refusal) || refusal.until === null) return [sentence];
  const date = writeDay(new Date(refusal.until).toISOString(), words);
  return [sentence, text('storefront.rewards.againFrom', { date })];
}

/** What a shopper should know of a reward before she takes it. */
export function describeTerms(reward: Reward, words: ProgramWords): string[] {
  const { text } = words;
  const { description, minimumCart, validDays } = reward;
  return [
    ...(description === null ? [] : [description]),
    ...describeKind(reward.gives, words),
    ...when(minimumCart > 0, () =>
      text('storefront.rewards.minimumCart', { amount: money(minimumCart, words) }),
    ),
    ...(validDays === null ? [] : [text('storefront.rewards.validDays', { days: validDays })]),
  ];
}

function describeKind(gives: Reward['gives'], words: ProgramWords): string[] {
  const { text } = words;
  switch (gives.kind) {
    case 'amount_off':
    case 'percentage_off':
      return when(gives.products !== 'all', () => text('storefront.rewards.someProducts'));
    case 'free_shipping': {
      const { upTo } = gives;
      return upTo === null ? [] : [text('storefront.rewards.upTo', { amount: money(upTo, words) })];
    }
    case 'free_product':
      return [text('storefront.rewards.freeProduct')];
    case 'store_credit':
      return [text('storefront.rewards.storeCredit')];
    case 'gift_card':
      return [text('storefront.rewards.giftCard')];
    case 'experience':
      return [text('storefront.rewards.experience')];
  }
}
