import { minorDigits } from '../money.ts';
import type { Program } from '../program/program.ts';
import type { Reward } from '../program/reward.ts';
import { offersOf } from '../rewards/offer.ts';
import type { RewardFace } from './summary.ts';

/** Few choices at a time. */
const SHOWN_MAX = 4;

/** Liquid writes every currency's amounts with two decimals. */
const LIQUID_UNIT = 100;

/**
 * What points would buy somebody who looks around: the cheapest rewards of the program, each by the cheapest of its
 * offers. Those for some tiers or customers only are promised to nobody whom the shop does not know.
 * @param currency the shop's, ISO 4217
 * @param withheld keys of rewards that the shop cannot give now
 */
export function facesOfRewards(
  { rewards }: Program,
  currency: string,
  withheld: ReadonlySet<string>,
): RewardFace[] {
  return rewards
    .filter(({ key, offered }) => offered === 'yes' && !withheld.has(key))
    .filter(({ conditions, stock }) => isForEverybody(conditions) && stock !== 0)
    .map((reward) => faceOfReward(reward, currency))
    .toSorted((one, other) => one.points - other.points)
    .slice(0, SHOWN_MAX);
}

function isForEverybody({ tiers, tags }: Reward['conditions']): boolean {
  return tiers === 'all' && tags.any.length === 0;
}

function faceOfReward(reward: Reward, currency: string): RewardFace {
  const { name, gives } = reward;
  const offers = offersOf(reward);
  const [cheapest] = offers.toSorted((one, other) => one.points - other.points);
  if (!cheapest) throw new Error('a reward has no offer');
  const scale = LIQUID_UNIT / 10 ** minorDigits(currency);
  return {
    name,
    kind: gives.kind,
    points: cheapest.points,
    // Cut off where the currency has more decimals than Liquid writes: rather promise too little.
    amount: cheapest.amount === null ? null : Math.floor(cheapest.amount * scale),
    percent: gives.kind === 'percentage_off' ? gives.percent : null,
    has_more: new Set(offers.map(({ points }) => points)).size > 1,
  };
}
