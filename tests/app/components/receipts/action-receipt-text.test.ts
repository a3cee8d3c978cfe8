import { expect, test } from 'vitest';

import { explainAction } from '#app/components/receipts/action-receipt-text.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const given: ActionReceipt = {
  kind: 'action',
  rule: 'review',
  name: 'Review us',
  occasion: 'claim',
  programVersion: 3,
  at: '2026-03-01T12:00:00.000Z',
  rulePoints: 40,
  tier: null,
  points: 40,
  limit: null,
  nothing: null,
  reason: null,
};

test('points that were given, and points that wait for the shop, are told apart', () => {
  expect(explainAction(given, english)).toEqual([
    '40 points for this (March 1, 2026; program version 3).',
  ]);
  const awaiting = { ...given, nothing: 'awaiting_approval' } as const;
  expect(explainAction(awaiting, english)).toEqual([
    'It waits for the shop to approve it.',
    'It would bring 40 points (March 1, 2026; program version 3).',
  ]);
  expect(explainAction(awaiting, german)).toEqual([
    'Der Shop muss noch zustimmen.',
    'Das wären 40 Punkte (1. März 2026; Programmversion 3).',
  ]);
});
