import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import {
  EnvironmentError,
  environmentVariables,
  readEnvironment,
} from '#app/platform/environment.server.ts';

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
  expect(readEnvironment(COMPLETE)).toEqual({
    ...COMPLETE,
    NODE_ENV: 'production',
    PORT: 3000,
    APP_BRIDGE_URL: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
    EXTRA_FRAME_ANCESTORS: '',
    EXPIRING_OFFLINE_TOKENS: true,
    WEBHOOK_BODY_DAYS: 14,
    LOG_LEVEL: 'info',
  });
});

test('what is set to nothing is not set', () => {
  const nothing = Object.fromEntries(environmentVariables.map((name) => [name, ' ']));
  expect(readEnvironment({ ...nothing, ...COMPLETE })).toEqual(readEnvironment(COMPLETE));
});

test('every variable that is missing or wrong is named at once, with what to put there', () => {
  const problems = problemsOf({ PORT: 'three thousand', DATABASE_URL: '' });
  expect(problems.split('\n').slice(1)).toEqual([
    '  PORT cannot be that: a number from 1 to 65535, such as 3000',
    '  DATABASE_URL is not set: the address of a PostgreSQL database: postgresql://user:password@host:5432/name',
    "  SHOPIFY_API_KEY is not set: the app's client id, from the Dev Dashboard under Settings",
    "  SHOPIFY_API_SECRET is not set: the app's client secret, from the Dev Dashboard under Settings",
    '  SHOPIFY_APP_URL is not set: the address where Shopify reaches the app: https://loyalty.example.com',
  ]);
  expect(problems).toContain('.env.example');
});

test.each([
  ['PORT', '70000'],
  ['METRICS_PORT', 'metrics'],
  ['METRICS_PORT', '3000'],
  ['DATABASE_URL', 'mysql://localhost/evergreen'],
  ['SHOPIFY_APP_URL', 'evergreen.example.com'],
  ['EXPIRING_OFFLINE_TOKENS', 'yes'],
  ['WEBHOOK_BODY_DAYS', '0'],
  ['LOG_LEVEL', 'loud'],
])('%s cannot be "%s", and the message does not repeat the secret', (name, value) => {
  const problems = problemsOf({ ...COMPLETE, [name]: value });
  expect(problems).toContain(`${name} cannot be that`);
  expect(problems).not.toContain(COMPLETE.SHOPIFY_API_SECRET);
  expect(problems).not.toContain(value === '3000' ? 'not set' : value.repeat(2));
});

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const assignments = lines.flatMap((line) => {
    const [, comment, name, value] = /^(# )?([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', isSet: comment === undefined }];
  });

  test('names every variable once, those of compose.yaml, and no other', () => {
    const names = assignments.map((each) => each.name);
    const ofCompose = ['POSTGRES_PASSWORD', 'WEB_PORT'];
    expect(names.toSorted()).toEqual([...environmentVariables, ...ofCompose].sort());
  });

  test('is complete but for what is the own app’s', () => {
    const set = assignments.filter((each) => each.isSet).map((each) => [each.name, each.value]);
    const problems = problemsOf(Object.fromEntries(set) as Record<string, string>);
    expect(problems.match(/^ {2}\w+/gm)).toEqual(['  SHOPIFY_API_KEY', '  SHOPIFY_API_SECRET']);
  });

  test('shows values that are accepted', () => {
    const shown = assignments.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]]));
    const environment = { ...COMPLETE, ...(Object.fromEntries(shown) as Record<string, string>) };
    expect(problemsOf(environment)).toBe('none');
  });
});
