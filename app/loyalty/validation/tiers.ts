import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { sameWord } from './overlap.ts';

/**
 * Tiers that cannot be told apart, that take away what those below give, that nobody reaches, or that are assessed when
 * nothing can be lost.
 */
export function problemsOfTiers(program: Program): ProgramProblem[] {
  return [
    ...problemsOfLadder(program),
    ...problemsOfMeasure(program),
    ...problemsOfAssessment(program),
  ];
}

/** There are no referrals of which friends could be counted. */
function problemsOfMeasure({ tiers, qualification }: Program): ProgramProblem[] {
  if (qualification.measure !== 'referrals' || tiers.length < 2) return [];
  return [warningAt('qualification.measure', 'nobody_refers')];
}

function problemsOfLadder({ tiers }: Program): ProgramProblem[] {
  return tiers.flatMap((tier, index) => {
    const problems: ProgramProblem[] = [];
    const shown = shownName(tier);
    if (tiers.findIndex((other) => shownName(other) === shown) < index) {
      problems.push(errorAt(`tiers.${index}.name`, 'tier_name_twice', { name: shown }));
    }
    const path = `tiers.${index}.earningPercent`;
    const below = tiers[index - 1];
    if (below && tier.earningPercent < below.earningPercent) {
      const detail = { percent: tier.earningPercent, below: below.earningPercent };
      problems.push(warningAt(path, 'tier_earns_less', detail));
    }
    // Everybody is on the lowest: then the rule itself should say what everybody earns.
    if (!below && tier.earningPercent > 100) {
      problems.push(warningAt(path, 'lowest_tier_multiplies', { percent: tier.earningPercent }));
    }
    return problems;
  });
}

/** What people tell tiers apart by; the key stands in where a tier has no name of its own. */
function shownName({ name, key }: Program['tiers'][number]): string {
  return sameWord(name ?? key);
}

/** What is counted over a whole life, or given by hand, is not assessed, so nobody is warned or given time. */
function problemsOfAssessment({ qualification }: Program): ProgramProblem[] {
  const { measure, window, demotion } = qualification;
  const isAssessed =
    measure !== 'by_hand' && (window.kind === 'calendar_year' || window.kind === 'rolling');
  if (!isAssessed) {
    return (['graceDays', 'warningDays'] as const)
      .filter((field) => demotion[field] > 0)
      .map((field) => warningAt(`qualification.demotion.${field}`, 'no_assessment'));
  }
  const windowDays = window.kind === 'rolling' ? window.days : 365;
  if (demotion.warningDays < windowDays) return [];
  const detail = { days: demotion.warningDays, windowDays };
  return [warningAt('qualification.demotion.warningDays', 'warned_always', detail)];
}
