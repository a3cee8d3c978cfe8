import { afterAll, beforeAll } from 'vitest';

import type { Program } from '#app/loyalty/program/program.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { ShopOnPaper } from '#tests/support/shop-on-paper.ts';

/**
 * For the top of a file of examples of which each has a shop of its own: all in one database.
 * @returns opens a shop with a program, the first one unless told otherwise
 */
export function shopsOnPaper(): (program?: Program) => Promise<ShopOnPaper> {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase();
  });
  afterAll(() => opened.close());
  return (program) => ShopOnPaper.open(opened.database, program);
}

/** Ten o'clock, by UTC, on a day of the March in which the examples happen. */
export const march = (day: number): string => new Date(Date.UTC(2026, 2, day, 10)).toISOString();
