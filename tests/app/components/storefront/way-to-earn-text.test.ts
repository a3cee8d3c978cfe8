import { expect, test } from 'vitest';

import { describeWay } from '#app/components/storefront/way-to-earn-text.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

/** What a review would bring. */
const review = (change: Partial<ActionReceipt> = {}): ActionReceipt => ({
  kind: 'action',
  rule: 'review',
  name: 'Review us',
  occasion: 'claim',
  programVersion: 1,
  at: '2026-05-20T12:00:00.000Z',
  rulePoints: 40,
  tier: null,
  points: 40,
  limit: null,
  nothing: null,
  reason: null,
  ...change,
});

test('what is open says what to do for it', () => {
  expect(describeWay(review(), undefined, english)).toEqual({
    how: 'Tell us once you have done it.',
    status: null,
    because: [],
  });
});

test('what was done is done, or open again from a day on', () => {
  const done = review({ points: 0, nothing: 'already_done' });
  expect(describeWay(done, undefined, german).status).toBe('Erledigt');
  const limit = {
    per: 'month',
    times: 1,
    points: null,
    until: '2026-05-31T22:00:00.000Z',
  } as const;
  const reached = review({ points: 0, nothing: 'limit_reached', limit });
  expect(describeWay(reached, undefined, english).status).toBe('Again from June 1, 2026');
});

test('what waits for the shop says so, and what it did not approve says why', () => {
  const done = review({ points: 0, nothing: 'already_done' });
  const awaiting = { state: 'awaiting', receipt: review() } as const;
  expect(describeWay(done, awaiting, english).status).toBe('Sent, the shop is looking at it');
  const receipt = review({ points: 0, nothing: 'rejected', reason: 'This is another shop.' });
  expect(describeWay(review(), { state: 'refused', receipt }, english)).toMatchObject({
    status: null,
    because: ['The shop did not approve it.', 'Reason: This is another shop.'],
  });
});

test('what is for another tier says so', () => {
  const other = review({ points: 0, nothing: 'other_tier' });
  expect(describeWay(other, undefined, english)).toMatchObject({
    status: 'Not now',
    because: ['It brings points in other tiers only.'],
  });
});
