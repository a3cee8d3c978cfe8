import type { Program } from './program.ts';
import { errorAt, type ProgramProblem, type SenseProblem } from './program-problems.ts';
import { worthOf } from './worth.ts';

/** Points that last less than this are gone before somebody who buys once a month comes again. */
const EXPIRY_DAYS_MIN = 31;

/**
 * What a program says that its merchant should know before publishing it: contradictions that the schema cannot see,
 * and promises that she may not mean.
 * @param currency the shop's, ISO 4217
 * @returns in the document's order; nothing for a program that makes sense
 */
export function validateProgram(program: Program, currency: string): ProgramProblem[] {
  return [
    ...problemsOfMinimum(program, currency),
    ...problemsOfExpiry(program),
    ...problemsOfRefunds(program),
    ...problemsOfTiers(program),
  ];
}

/** Whether nothing keeps a program from being published. */
export function isPublishable(problems: readonly ProgramProblem[]): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

function problemsOfMinimum({ earning }: Program, currency: string): ProgramProblem[] {
  const rule = earning.order;
  if (rule.minimum === 0 || worthOf(rule, rule.minimum, currency, 100) > 0) return [];
  const detail = { minimum: rule.minimum, currency };
  return [warningAt('earning.order.minimum', 'minimum_earns_nothing', detail)];
}

function problemsOfExpiry({ earning: { expiry }, redemption }: Program): ProgramProblem[] {
  if (expiry.kind === 'never') return [];
  const problems: ProgramProblem[] = [];
  if (expiry.days < EXPIRY_DAYS_MIN) {
    problems.push(warningAt('earning.expiry.days', 'expires_soon', { days: expiry.days }));
  }
  if (redemption.graceDays > expiry.days) {
    const detail = { graceDays: redemption.graceDays, expiryDays: expiry.days };
    problems.push(warningAt('redemption.graceDays', 'grace_outlasts_expiry', detail));
  }
  return problems;
}

/** Whoever spends the points of an order at once and returns its goods keeps what she bought with them. */
function problemsOfRefunds({ earning, refunds }: Program): ProgramProblem[] {
  if (earning.maturity.kind !== 'at_once' || refunds.beyondBalance !== 'forgiven') return [];
  return [warningAt('refunds.beyondBalance', 'returns_leave_points')];
}

function problemsOfTiers({ tiers }: Program): ProgramProblem[] {
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
  return (name ?? key).normalize('NFKC').toLowerCase();
}

function warningAt(
  path: string,
  code: SenseProblem,
  detail: ProgramProblem['detail'] = {},
): ProgramProblem {
  return { severity: 'warning', path, code, detail };
}
