import { expect, test } from 'vitest';

import { isDatabaseAway } from '#app/usecases/deliveries/process-deliveries.server.ts';

// In the words of the driver, https://node-postgres.com, which gives these no code.
test.for([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
])('a database that is away, and no bug: %s', (message) => {
  expect(isDatabaseAway(new Error(message))).toBe(true);
});

test('what a query is told of its data is no absence', () => {
  expect(isDatabaseAway(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
});
