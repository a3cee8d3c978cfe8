import { expect, test } from 'vitest';

import { isDatabaseAway } from '#app/usecases/deliveries/process-deliveries.server.ts';

// In the words of the driver, https://node-postgres.com, which gives these no code.
test.for([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'Connection terminated: no answer for 35000 ms',
])('a database that is away, and no bug: %s', (message) => {
  expect(isDatabaseAway(new Error(message))).toBe(true);
});

test.for(['ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN', '57014', '25006', '25P03'])(
  'a database that is away, and no bug: code %s',
  (code) => {
    expect(isDatabaseAway(Object.assign(new Error('in other words'), { code }))).toBe(true);
  },
);

test.for(['23505', 'ERR_ASSERTION'])('an error with the code %s is no absence', (code) => {
  expect(isDatabaseAway(Object.assign(new Error('in other words'), { code }))).toBe(false);
});
