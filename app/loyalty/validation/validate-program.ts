import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';
import { PROGRAM_TEXT_LENGTH_MAX, writeProgramText } from '../program/program-text.ts';
import { problemsOfActions } from './actions.ts';
import { problemsOfBonuses } from './bonuses.ts';
import { problemsOfChallenges } from './challenges.ts';
import { problemsOfBaseRule } from './conditions.ts';
import { problemsOfExpiry } from './expiry.ts';
import { problemsOfReferences } from './references.ts';
import { problemsOfRewards } from './rewards.ts';
import { problemsOfTiers } from './tiers.ts';
import { worthOf } from '../orders/worth.ts';

/**
 * What a program says that its merchant should know before publishing it: contradictions that the schema cannot see,
 * and promises that she may not mean.
 * @param currency the shop's, ISO 4217
 * @param moment from when it is to be in force; without it, nothing is said of rules that are over by then
 * @returns by their kind; nothing for a program that makes sense
 */
export function validateProgram(
  program: Program,
  currency: string,
  moment: Date | null = null,
): ProgramProblem[] {
  return [
    ...problemsOfLength(program),
    ...problemsOfReferences(program),
    ...problemsOfMinimum(program, currency),
    ...problemsOfBaseRule(program),
    ...problemsOfBonuses(program, moment),
    ...problemsOfActions(program, moment),
    ...problemsOfChallenges(program, moment),
    ...problemsOfExpiry(program),
    ...problemsOfRefunds(program),
    ...problemsOfRewards(program, currency),
    ...problemsOfTiers(program),
  ];
}

/** Whether nothing keeps a program from being published. */
export function isPublishable(problems: readonly ProgramProblem[]): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

/** Whatever is in force can be exported, and what was exported can be imported again. */
function problemsOfLength(program: Program): ProgramProblem[] {
  const { length } = writeProgramText(program);
  if (length <= PROGRAM_TEXT_LENGTH_MAX) return [];
  return [errorAt('', 'program_too_long', { lengthMax: PROGRAM_TEXT_LENGTH_MAX })];
}

function problemsOfMinimum({ earning }: Program, currency: string): ProgramProblem[] {
  const rule = earning.order;
  if (rule.minimum === 0 || worthOf(rule, rule.minimum, currency, 100) > 0) return [];
  const detail = { minimum: rule.minimum, currency };
  return [warningAt('earning.order.minimum', 'minimum_earns_nothing', detail)];
}

/** Whoever spends the points of an order at once and returns its goods keeps what she bought with them. */
function problemsOfRefunds({ earning, refunds }: Program): ProgramProblem[] {
  if (earning.maturity.kind !== 'at_once' || refunds.beyondBalance !== 'forgiven') return [];
  return [warningAt('refunds.beyondBalance', 'returns_leave_points')];
}
