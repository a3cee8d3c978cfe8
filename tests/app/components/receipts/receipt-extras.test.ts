import { expect, test } from 'vitest';

import { describeReceipt } from '#app/components/receipts/receipt-text.ts';
import type { ReceiptBonus, ReceiptNoBonus } from '#app/loyalty/receipts/order-receipt.ts';
import { languageFor } from '#app/platform/translations.server.ts';

import { coffee, orderReceipt } from '../support/receipts.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const double: ReceiptBonus = {
  ...{ key: 'double', name: 'Spring', gives: { kind: 'multiple', percent: 200 } },
  ...{ counted: 2_000, units: 2, points: 20, cut: null },
};

/** With ordinary spaces where amounts have ones that do not break. */
const plain = (sentence: string | undefined) => sentence?.replaceAll('\u00a0', ' ');

test('a receipt shows what each bonus and each challenge gave, and the sum', () => {
  const receipt = orderReceipt({
    base: { points: 26, cut: null },
    bonuses: [
      double,
      { ...double, name: null, gives: { kind: 'per_item', points: 5 }, points: 10 },
      { ...double, name: 'Hello', gives: { kind: 'per_order', points: 50 }, points: 50 },
    ],
    challenges: [
      { key: 'card', name: 'Punch card', times: 2, points: 200, reward: null },
      { key: 'tour', name: null, times: 1, points: 0, reward: 'mug' },
    ],
    points: 306,
  });
  expect(describeReceipt(receipt, english).sentences.slice(1)).toEqual([
    '€26.82 → 26 points (1 point per €1, rounded down; program version 1)',
    'Spring: 200% for €20.00, 20 points more.',
    'Bonus: 5 points for each of 2 items, 10 points more.',
    'Hello: 50 points more.',
    'Punch card completed 2 times: 200 points more.',
    'Challenge completed: a reward is the prize.',
    'Together 306 points.',
  ]);
  expect(describeReceipt(receipt, german).sentences.slice(2).map(plain)).toEqual([
    'Spring: 200 % auf 20,00 €, 20 Punkte mehr.',
    'Bonuspunkte: 5 Punkte je Stück für 2 Stück, 10 Punkte mehr.',
    'Hello: 50 Punkte mehr.',
    'Punch card geschafft, 2 Mal: 200 Punkte mehr.',
    'Herausforderung geschafft: Der Gewinn ist eine Prämie.',
    'Zusammen 306 Punkte.',
  ]);
});

test('points that were cut off at a limit are told, with when there are more', () => {
  const until = '2026-03-31T22:00:00.000Z';
  const receipt = orderReceipt({
    base: { points: 10, cut: { uncut: 26, per: 'month', until } },
    bonuses: [{ ...double, points: 4, cut: { uncut: 20, per: 'ever', until: null } }],
    points: 14,
  });
  expect(describeReceipt(receipt, english).sentences.slice(1)).toEqual([
    '€26.82 → 26 points (1 point per €1, rounded down; program version 1)',
    'Only 10 points of these: no more can be earned that month (again from April 1, 2026).',
    'Spring: 200% for €20.00, 4 points more.',
    'It would have been 20 points, but no more can be earned altogether.',
    'Together 14 points.',
  ]);
});

test('an order beyond a limit of the program says so', () => {
  const receipt = orderReceipt({
    ...{ points: 0, nothing: 'limit_reached' },
    base: { points: 0, cut: { uncut: 26, per: 'day', until: '2026-03-01T23:00:00.000Z' } },
  });
  expect(describeReceipt(receipt, english)).toMatchObject({
    headline: 'No points for order #1042',
    sentences: [
      'As many points as orders can earn were earned already that day (again from March 2, 2026).',
      expect.stringContaining('2 × Ethiopia'),
      expect.stringContaining('26 points'),
    ],
  });
});

const REASONS: readonly [ReceiptNoBonus['reason'], Record<string, unknown>, string, string][] = [
  ['ended', { at: '2026-03-01T00:00:00Z' }, 'it ended on March 1, 2026.', '1. März 2026'],
  ['not_begun', { at: '2026-03-01T00:00:00Z' }, 'only on March 1, 2026.', '1. März 2026'],
  ['below_minimum', { minimum: 5_000 }, 'at least €50.00 must count.', '50,00 €'],
  ['limit_reached', { per: 'week', until: null }, 'already that week.', 'in dieser Woche'],
  ['other_tier', {}, 'for other tiers.', 'andere Stufen'],
  ['missing_tag', {}, 'certain customers only.', 'bestimmte Kundinnen und Kunden'],
  ['excluded_tag', {}, 'not for this customer.', 'dieses Kundenkonto'],
  ['other_channel', {}, 'this sales channel.', 'Vertriebskanal'],
  ['not_first_order', {}, 'the first order only.', 'erste Bestellung'],
  ['first_order', {}, 'the second order.', 'zweiten Bestellung'],
  ['no_such_line', {}, 'none of its products', 'zählt in der Bestellung keines'],
  ['not_known', {}, 'was not known', 'nicht bekannt'],
  ['another_was_better', {}, 'another bonus was better.', 'anderer Bonus'],
];

test.each(REASONS)(
  'a bonus that was not given says why: %s',
  (reason, detail, inEnglish, inGerman) => {
    const noBonus = { key: 'double', name: 'Spring', reason, ...detail } as ReceiptNoBonus;
    const receipt = orderReceipt({ noBonuses: [noBonus] });
    const said = (language: typeof english) =>
      plain(describeReceipt(receipt, language).sentences.at(-1));
    expect(said(english)).toMatch(/^Without Spring: /);
    expect(said(english)).toContain(inEnglish);
    expect(said(german)).toMatch(/^Ohne Spring: /);
    expect(said(german)).toContain(inGerman);
  },
);

test.each([
  ['left_out', 'The program leaves this product out.'],
  ['not_known', 'was not known when the order was placed.'],
] as const)('a line that counts for nothing says why: %s', (excluded, sentence) => {
  const receipt = orderReceipt({ lines: [{ ...coffee, net: 0, excluded }] });
  expect(describeReceipt(receipt, english).sentences[0]).toContain(sentence);
});
