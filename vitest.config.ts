import { defineConfig } from 'vitest/config';

const databaseTests = 'tests/**/*.db.test.ts';
const browserTests = 'tests/browser/**/*.test.ts';
const steadyChance = 'tests/support/steady-chance.ts';

/** For what hangs: nothing is timed, and a machine that does much else meanwhile is only slow. */
const PATIENCE_MS = 120_000;

/** A browser test starts the whole demo and does what a person would. */
const BROWSER_TEST_MS_MAX = 300_000;

const patience = {
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  expect: { poll: { timeout: PATIENCE_MS / 2 } },
};

export default defineConfig({
  test: {
    globalSetup: ['tests/support/nothing-left-behind.ts'],
    teardownTimeout: PATIENCE_MS,
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [databaseTests, browserTests],
          setupFiles: [steadyChance],
        },
      },
      {
        test: {
          ...patience,
          name: 'db',
          include: [databaseTests],
          setupFiles: [steadyChance],
          globalSetup: ['tests/support/postgres-for-tests.ts'],
        },
      },
      {
        test: {
          ...patience,
          name: 'browser',
          include: [browserTests],
          setupFiles: ['tests/browser/support/fail-on-refusals.ts'],
          fileParallelism: false,
          testTimeout: BROWSER_TEST_MS_MAX,
          hookTimeout: BROWSER_TEST_MS_MAX,
        },
      },
    ],
  },
});
