import type { Tier } from '#app/loyalty/program/ladder.ts';
import type { Qualification } from '#app/loyalty/program/qualification.ts';

import { writePoints } from '../language/amounts.ts';
import { rewardNameOf } from './names.ts';
import { money, type ProgramWords, when, writeFactor } from './program-words.ts';

/** By what tiers are reached, and how they are lost. */
export function describeQualification(
  { measure, window, demotion }: Qualification,
  { text }: ProgramWords,
): string[] {
  const { graceDays, warningDays, to } = demotion;
  // What is counted over a whole life, or given by hand, is not lost at any assessment.
  const isAssessed =
    measure !== 'by_hand' && (window.kind === 'calendar_year' || window.kind === 'rolling');
  return [
    text(`programText.tiers.measure.${measure}`),
    window.kind === 'rolling'
      ? text('programText.tiers.rolling', { days: window.days })
      : text(`programText.tiers.${window.kind}`),
    ...when(isAssessed, () => text(`programText.tiers.${to}`)),
    ...when(graceDays > 0, () => text('programText.tiers.grace', { days: graceDays })),
    ...when(warningDays > 0, () => text('programText.tiers.warning', { days: warningDays })),
  ];
}

/** When a tier is reached and what it opens. */
export function describeTier(tier: Tier, words: ProgramWords): string[] {
  const { text } = words;
  return [
    describeFrom(tier, words),
    ...when(tier.earningPercent !== 100, () =>
      text('programText.tiers.multiple', { factor: writeFactor(tier.earningPercent, words) }),
    ),
    ...describeEntry(tier, words),
    ...tier.perks.map(({ name, every }) => text('programText.tiers.perk', { name, every })),
  ];
}

function describeFrom({ from }: Tier, words: ProgramWords): string {
  const { text } = words;
  const { measure } = words.program.qualification;
  if (from === 0) return text('programText.tiers.first');
  switch (measure) {
    case 'points':
      return text('programText.tiers.from.points', { points: writePoints(from, words) });
    case 'spend':
      return text('programText.tiers.from.spend', { amount: money(from, words) });
    case 'orders':
    case 'referrals':
    case 'by_hand':
      return text(`programText.tiers.from.${measure}`, { count: from });
  }
}

function describeEntry({ entry }: Tier, words: ProgramWords): string[] {
  switch (entry?.kind) {
    case undefined:
      return [];
    case 'points':
      return [
        words.text('programText.tiers.entryPoints', { points: writePoints(entry.points, words) }),
      ];
    case 'reward':
      return [
        words.text('programText.tiers.entryReward', { reward: rewardNameOf(entry.reward, words) }),
      ];
  }
}
