import type { Program } from '#app/loyalty/program/program.ts';

import type { Language } from '../language/language.ts';
import { tierName } from '../tiers/tier-name.ts';
import { describeChallenge } from './challenge-text.ts';
import { describeActionRule, describeBonus, describeOrderRule } from './earning-text.ts';
import { describeDates, describeGeneral } from './general-text.ts';
import { actionName, bonusName, challengeName, rewardName } from './names.ts';
import type { CatalogWords, ProgramWords } from './program-words.ts';
import { describeReward } from './reward-text.ts';
import { describeQualification, describeTier } from './tier-text.ts';

/** Something that a program promises, in sentences that address nobody: the same for shopper, staff and merchant. */
export interface ProgramPart {
  /** Where it stands in the document; a rule, a reward or a tier by its key: `rewards.five-off`. */
  readonly path: string;
  /** Its name; null for what speaks of its section as a whole. */
  readonly title: string | null;
  readonly sentences: readonly string[];
}

export type SectionKey =
  'general' | 'orders' | 'bonuses' | 'actions' | 'challenges' | 'dates' | 'rewards' | 'tiers';

/** What belongs together of a program. */
export interface ProgramSection {
  readonly key: SectionKey;
  readonly title: string;
  readonly parts: readonly ProgramPart[];
}

/**
 * A program in words: everything that its document says.
 * @param currency of the shop, ISO 4217
 * @param catalog what the products are called that it speaks of; without it they are numbers
 * @returns what there is of it, from how points are earned to what they buy
 */
export function describeProgram(
  program: Program,
  currency: string,
  language: Language,
  catalog?: CatalogWords,
): ProgramSection[] {
  const words: ProgramWords = { ...language, currency, program, ...(catalog && { catalog }) };
  const partsOf: Record<SectionKey, ProgramPart[]> = {
    general: [{ path: 'general', title: null, sentences: describeGeneral(words) }],
    orders: [
      {
        path: 'earning.order',
        title: null,
        sentences: describeOrderRule(program.earning.order, words),
      },
    ],
    ...describeRules(words),
    dates: [{ path: 'earning.dates', title: null, sentences: describeDates(words) }],
    rewards: program.rewards.map((reward) => ({
      path: `rewards.${reward.key}`,
      title: rewardName(reward, words),
      sentences: describeReward(reward, words),
    })),
    tiers: describeTiers(words),
  };
  return SECTION_KEYS.map((key) => ({
    key,
    title: language.text(`programText.section.${key}`),
    parts: partsOf[key],
  })).filter(({ parts }) => parts.length > 0);
}

const SECTION_KEYS: readonly SectionKey[] = [
  'orders',
  'bonuses',
  'actions',
  'challenges',
  'dates',
  'rewards',
  'tiers',
  'general',
];

function describeRules(
  words: ProgramWords,
): Record<'bonuses' | 'actions' | 'challenges', ProgramPart[]> {
  const { bonuses, combining, actions, challenges } = words.program.earning;
  const together = {
    path: 'earning.combining',
    title: null,
    sentences: [words.text(`programText.bonus.${combining}`)],
  };
  const described = bonuses.map((bonus) => ({
    path: `earning.bonuses.${bonus.key}`,
    title: bonusName(bonus, words),
    sentences: describeBonus(bonus, words),
  }));
  return {
    bonuses: bonuses.length === 0 ? [] : [...described, together],
    actions: actions.map((action) => ({
      path: `earning.actions.${action.key}`,
      title: actionName(action, words),
      sentences: describeActionRule(action, words),
    })),
    challenges: challenges.map((challenge) => ({
      path: `earning.challenges.${challenge.key}`,
      title: challengeName(challenge, words),
      sentences: describeChallenge(challenge, words),
    })),
  };
}

function describeTiers(words: ProgramWords): ProgramPart[] {
  const { qualification, tiers } = words.program;
  return [
    {
      path: 'qualification',
      title: null,
      sentences:
        tiers.length === 0
          ? [words.text('programText.tiers.none')]
          : describeQualification(qualification, words),
    },
    ...tiers.map((tier) => ({
      path: `tiers.${tier.key}`,
      title: tierName(tier, words),
      sentences: describeTier(tier, words),
    })),
  ];
}
