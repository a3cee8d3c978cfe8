import type { EarningRules } from '../program/earning-rules.ts';
import type { Bonus } from '../program/bonus.ts';
import type { Challenge } from '../program/challenge.ts';

import { asksForProducts, asksForSubscriptions, asksForTags, isOfProducts } from './asks-for.ts';
import type { Told } from './told.ts';

/** For what a bonus or a challenge is left out. */
type Lack = 'products' | 'tags' | 'subscriptions' | 'channels' | 'units';

/** Bonuses or challenges that are left out, by what the history would have to tell. */
export type RuleGap = `${'bonus' | 'challenge'}_${Lack}`;

/** The bonuses and challenges that a history can answer. */
export function evaluableRules(
  { bonuses, challenges }: EarningRules,
  told: ReadonlySet<Told>,
): Pick<EarningRules, 'bonuses' | 'challenges'> {
  return {
    bonuses: bonuses.filter((bonus) => lacksOfBonus(bonus, told).length === 0),
    challenges: challenges.filter((challenge) => lacksOfChallenge(challenge, told).length === 0),
  };
}

/** Why the others are left out, each reason once. */
export function ruleGaps(
  { bonuses, challenges }: EarningRules,
  told: ReadonlySet<Told>,
): RuleGap[] {
  const ofBonuses = bonuses.flatMap((bonus) => lacksOfBonus(bonus, told));
  const ofChallenges = challenges.flatMap((challenge) => lacksOfChallenge(challenge, told));
  return [
    ...new Set([
      ...ofBonuses.map((lack) => `bonus_${lack}` as const),
      ...ofChallenges.map((lack) => `challenge_${lack}` as const),
    ]),
  ];
}

function lacksOfBonus(bonus: Bonus, told: ReadonlySet<Told>): Lack[] {
  return lacking([
    ['products', asksForProducts(bonus)],
    ['units', bonus.gives.kind === 'per_item' && !told.has('units')],
    ...ofConditions(bonus, told),
  ]);
}

function lacksOfChallenge(challenge: Challenge, told: ReadonlySet<Told>): Lack[] {
  return lacking([
    ['products', isOfProducts(challenge)],
    ['units', challenge.goal.kind === 'items' && !told.has('units')],
    ...ofConditions(challenge, told),
  ]);
}

function ofConditions(
  rule: Pick<Bonus, 'conditions'>,
  told: ReadonlySet<Told>,
): (readonly [Lack, boolean])[] {
  const { members, channels } = rule.conditions;
  return [
    ['tags', asksForTags(members)],
    ['subscriptions', asksForSubscriptions(rule)],
    ['channels', channels !== 'all' && !told.has('channels')],
  ];
}

function lacking(asked: readonly (readonly [Lack, boolean])[]): Lack[] {
  return asked.filter(([, isLacking]) => isLacking).map(([lack]) => lack);
}
