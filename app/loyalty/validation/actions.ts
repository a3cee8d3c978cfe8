import type { ActionRule } from '../program/action-rule.ts';
import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { problemsOfLimits, problemsOfMembers, problemsOfWindow } from './conditions.ts';
import { sameWord, windowsOverlap } from './overlap.ts';

/** Actions that never give anything, or that cannot be told apart. */
export function problemsOfActions(program: Program, moment: Date | null): ProgramProblem[] {
  const { actions } = program.earning;
  return actions.flatMap((action, index) => {
    const path = `earning.actions.${index}`;
    return [
      ...problemsOfWindow(`${path}.window`, action.window, moment),
      ...problemsOfMembers(`${path}.conditions`, action.conditions),
      ...problemsOfLimits(`${path}.limits`, action.limits, action.points),
      ...problemsOfNewcomers(path, action, program.tiers[0]?.key),
      ...problemsOfTwins(path, action, actions.slice(0, index)),
    ];
  });
}

/** Who has just joined stands on the lowest rung. */
function problemsOfNewcomers(
  path: string,
  { occasion, conditions }: ActionRule,
  lowest: string | undefined,
): ProgramProblem[] {
  const { tiers } = conditions;
  const isForOthers = tiers !== 'all' && lowest !== undefined && !tiers.includes(lowest);
  if (occasion.kind !== 'joining' || !isForOthers) return [];
  return [errorAt(`${path}.conditions.tiers`, 'newcomers_have_lowest_tier')];
}

function problemsOfTwins(
  path: string,
  action: ActionRule,
  former: readonly ActionRule[],
): ProgramProblem[] {
  const { occasion } = action;
  if (occasion.kind === 'code') {
    const isKnown = former.some(
      ({ occasion: other }) =>
        other.kind === 'code' && sameWord(other.code) === sameWord(occasion.code),
    );
    return isKnown ? [errorAt(`${path}.occasion.code`, 'code_twice', { code: occasion.code })] : [];
  }
  const twin = former.find((other) => areTwins(other, action));
  return twin ? [warningAt(path, 'occasion_twice', { other: twin.name ?? twin.key })] : [];
}

/** Of these the occasion says everything; two claims may be two different things that members do. */
const TOLD_BY_OCCASION: readonly string[] = [
  'joining',
  'newsletter',
  'birthday',
  'join_anniversary',
];

function areTwins(a: ActionRule, b: ActionRule): boolean {
  return (
    a.occasion.kind === b.occasion.kind &&
    TOLD_BY_OCCASION.includes(a.occasion.kind) &&
    windowsOverlap(a.window, b.window) &&
    JSON.stringify(a.conditions) === JSON.stringify(b.conditions)
  );
}
