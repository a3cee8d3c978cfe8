import { expect, test } from 'vitest';

import { EnvironmentError, readEnvironment } from '#app/platform/environment.server.ts';

const COMPLETE = {
  DATABASE_URL: 'postgresql://evergreen@localhost:5432/evergreen',
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'a secret nobody may read in a log',
  SHOPIFY_APP_URL: 'https://evergreen.example.com',
};

function problemsOf(environment: Record<string, string>): string {
  try {
    readEnvironment(environment);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return 'none';
}

test('what need not be said has a default', () => {
  expect(readEnvironment(COMPLETE)).toMatchObject({
    NODE_ENV: 'production',
    PORT: 3000,
    EXPIRING_OFFLINE_TOKENS: true,
    LOG_LEVEL: 'info',
  });
});

test('every variable that is missing is named at once', () => {
  const problems = problemsOf({});
  for (const name of Object.keys(COMPLETE)) expect(problems).toContain(name);
  expect(problems).toContain('.env.example');
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'three thousand'],
  ['DATABASE_URL', 'mysql://localhost/evergreen'],
  ['SHOPIFY_APP_URL', 'evergreen.example.com'],
  ['EXPIRING_OFFLINE_TOKENS', 'yes'],
  ['SHOPIFY_API_SECRET', ''],
])('%s cannot be "%s", and the message does not repeat any value', (name, value) => {
  const problems = problemsOf({ ...COMPLETE, [name]: value });
  expect(problems).toContain(name);
  expect(problems).not.toContain(COMPLETE.SHOPIFY_API_SECRET);
  if (value !== '') expect(problems).not.toContain(value);
});
