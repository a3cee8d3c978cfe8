import type { Program } from '../program/program.ts';
import { errorAt, type ProgramProblem, warningAt } from '../program/program-problems.ts';

/** Points that last less than this are gone before somebody who buys once a month comes again. */
const EXPIRY_DAYS_MIN = 31;

/** Days of each month, the 29th of February with them: in other years the last day stands in for it. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Points that are lost at once, on no day, or of which members are warned before they have them. */
export function problemsOfExpiry(program: Program): ProgramProblem[] {
  return [
    ...problemsOfDays(program),
    ...problemsOfDate(program.earning.expiry),
    ...problemsOfWarnings(program),
  ];
}

function problemsOfDays({ earning: { expiry }, redemption }: Program): ProgramProblem[] {
  if (expiry.kind === 'never' || expiry.kind === 'yearly') return [];
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

function problemsOfDate(expiry: Program['earning']['expiry']): ProgramProblem[] {
  if (expiry.kind !== 'yearly') return [];
  const { month, day } = expiry;
  if (day <= (DAYS_OF_MONTH[month - 1] ?? 0)) return [];
  return [errorAt('earning.expiry.day', 'no_such_day', { day, month })];
}

function problemsOfWarnings({ earning: { expiry, expiryWarnings } }: Program): ProgramProblem[] {
  if (expiry.kind === 'never') {
    return expiryWarnings.length > 0
      ? [warningAt('earning.expiryWarnings', 'warns_of_nothing')]
      : [];
  }
  return expiryWarnings.flatMap((days, index) => {
    const path = `earning.expiryWarnings.${index}`;
    if (expiryWarnings.indexOf(days) < index) return [warningAt(path, 'warning_twice', { days })];
    const isTooEarly = expiry.kind !== 'yearly' && days >= expiry.days;
    return isTooEarly ? [errorAt(path, 'warned_before_earning', { days })] : [];
  });
}
