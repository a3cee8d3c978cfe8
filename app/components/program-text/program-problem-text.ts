import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';

import { writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** Details that are minor units where a currency is told with them. */
const AMOUNTS: readonly string[] = ['minimum', 'amount', 'spent'];

/** What is wrong at a place of a program's document, or is to be weighed, as a sentence. */
export function describeProblem({ code, detail }: ProgramProblem, language: Language): string {
  const { currency } = detail;
  const values = Object.entries(detail).map(([name, value]) => [
    name,
    typeof currency === 'string' && typeof value === 'number' && AMOUNTS.includes(name)
      ? writeMoney(value, currency, language)
      : value,
  ]);
  return language.text(
    `programProblem.${code}`,
    Object.fromEntries(values) as ProgramProblem['detail'],
  );
}
