import { expect, test } from 'vitest';

import { momentOfLocal } from '#app/loyalty/time/local-time.ts';

const at = (local: string, timezone = 'Europe/Berlin') =>
  momentOfLocal(local, timezone)?.toISOString();

test.each([
  ['2027-01-15T09:30', '2027-01-15T08:30:00.000Z'],
  ['2027-07-15T09:30', '2027-07-15T07:30:00.000Z'],
  // The night of the summer's beginning has no half past two, that of its end has two.
  ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
])('%s in Berlin is %s', (local, moment) => {
  expect(at(local)).toBe(moment);
});

test('a time is one of the place', () => {
  expect(at('2027-01-15T09:30', 'America/New_York')).toBe('2027-01-15T14:30:00.000Z');
});

test.each(['', 'tomorrow', '2027-01-15', '2027-02-30T09:30', '2027-01-15T25:00'])(
  '%j is no time',
  (local) => {
    expect(momentOfLocal(local, 'UTC')).toBeNull();
  },
);
