import { afterAll, afterEach, expect } from 'vitest';

import { takeRefusals } from './refusals.ts';

// For every browser test: what a policy refuses is either something that people need, or something that the page
// should not have tried.
const expectNoRefusals = () => {
  expect(takeRefusals(), 'what the pages’ Content-Security-Policy refused').toEqual([]);
};
afterEach(expectNoRefusals);
afterAll(expectNoRefusals);
