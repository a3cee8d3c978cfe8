import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { missingScopes, NEEDED_SCOPES } from '#app/loyalty/program/needed-scopes.ts';

test('are among those that shopify.app.toml asks for', () => {
  const configuration = readFileSync('shopify.app.toml', 'utf8');
  const [, asked = ''] = /^scopes = "(.*)"$/m.exec(configuration) ?? [];
  expect(asked.split(',')).toEqual(expect.arrayContaining([...NEEDED_SCOPES]));
});

test.each([
  [['read_orders', 'read_products', 'write_app_proxy', 'write_customers'], []],
  [['write_orders', 'write_app_proxy', 'write_customers', 'write_products', 'read_themes'], []],
  [
    ['read_orders', 'read_customers'],
    ['read_products', 'write_app_proxy', 'write_customers'],
  ],
  [[], [...NEEDED_SCOPES]],
])('of %j are missing %j', (granted, missing) => {
  expect(missingScopes(granted)).toEqual(missing);
});
