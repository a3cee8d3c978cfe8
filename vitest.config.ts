import { defineConfig } from 'vitest/config';

const databaseTests = 'tests/**/*.db.test.ts';
const browserTests = 'tests/browser/**/*.test.ts';

/** A browser test starts the whole demo and does what a person would. */
const BROWSER_TEST_MS_MAX = 180_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [databaseTests, browserTests],
        },
      },
      {
        test: {
          name: 'db',
          include: [databaseTests],
          globalSetup: ['tests/support/postgres-for-tests.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
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
