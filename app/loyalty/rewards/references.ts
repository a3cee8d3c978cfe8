import { referencesOfReward } from '../catalog/program-references.ts';
import { type CatalogReference, textOfReference } from '../catalog/reference.ts';
import type { Reward } from '../program/reward.ts';

/**
 * What is missing of a reward.
 * @param gone what the shop has no more, as `textOfReference` writes it
 * @returns `isPaused` where nothing is left of what it is about, so that its points would buy nothing
 */
export function gapsOf(reward: Pick<Reward, 'gives'>, gone: ReadonlySet<string>) {
  const references = referencesOfReward(reward);
  const missing = references.filter((reference) => gone.has(textOfReference(reference)));
  const { gives } = reward;
  const hasWords =
    (gives.kind === 'amount_off' || gives.kind === 'percentage_off') &&
    gives.products !== 'all' &&
    gives.products.vendors.length + gives.products.types.length + gives.products.tags.length > 0;
  const isPaused = missing.length > 0 && missing.length === references.length && !hasWords;
  return { missing, isPaused };
}

/** Something that a reward is about and the shop has no more. */
export interface RewardGap extends CatalogReference {
  readonly rewardKey: string;
}

/** Keys of the rewards of which nothing is left. */
export function pausedRewards(
  rewards: readonly Pick<Reward, 'key' | 'gives'>[],
  gaps: readonly RewardGap[],
): ReadonlySet<string> {
  const goneOf = Map.groupBy(gaps, ({ rewardKey }) => rewardKey);
  const paused = rewards.filter((reward) => {
    const gone = new Set((goneOf.get(reward.key) ?? []).map(textOfReference));
    return gapsOf(reward, gone).isPaused;
  });
  return new Set(paused.map(({ key }) => key));
}
