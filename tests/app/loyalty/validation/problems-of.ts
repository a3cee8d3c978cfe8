import { expect } from 'vitest';

import { Program } from '#app/loyalty/program/program.ts';
import type { ProductScope } from '#app/loyalty/program/parts.ts';
import { validateProgram } from '#app/loyalty/validation/validate-program.ts';

/** What is said of a program, as `severity place code`. What is asked of it is what the schema lets pass. */
export function problemsOf(program: Program, moment: Date | null = null): string[] {
  expect(Program.safeParse(program).error?.issues).toBeUndefined();
  return validateProgram(program, 'EUR', moment).map(
    ({ severity, path, code }) => `${severity} ${path} ${code}`,
  );
}

/** Products that are named by no more than this. */
export const scope = (change: Partial<ProductScope>): ProductScope => ({
  products: [],
  collections: [],
  vendors: [],
  types: [],
  tags: [],
  ...change,
});
