import { expect, test } from 'vitest';

import { writeComparison, writeDrift } from '#app/components/home/comparison.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');

test.each([
  [30, 20, '50% more than in the 30 days before'],
  [15, 20, '25% fewer than in the 30 days before'],
  [0, 20, '100% fewer than in the 30 days before'],
  [20, 20, 'As many as in the 30 days before'],
  [0, 0, 'As many as in the 30 days before'],
  [5, 0, 'None in the 30 days before'],
])('%i against %i: %s', (now, before, expected) => {
  expect(writeComparison(now, before, english)).toBe(expected);
});

test.each([
  [1, '1 point more than 30 days ago'],
  [-1204, '1,204 points fewer than 30 days ago'],
  [0, 'Unchanged in 30 days'],
])('a balance that changed by %i: %s', (change, expected) => {
  expect(writeDrift(change, english)).toBe(expected);
});
