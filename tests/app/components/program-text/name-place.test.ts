import { expect, test } from 'vitest';

import { namePlace, nameWrittenPlace } from '#app/components/program-text/name-place.ts';
import { COFFEE } from '#app/loyalty/presets/coffee.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const said = { program: COFFEE, currency: 'EUR' };

test.each([
  ['rewards.0.validDays', 'Rewards: Discount', 'Prämien: Rabatt'],
  ['tiers.1.from', 'Tiers: Silver', 'Stufen: Silber'],
  [
    'earning.challenges.0.prize.reward',
    'Challenges: Punch card',
    'Herausforderungen: Stempelkarte',
  ],
  ['rewards.99.stock', null, null],
  ['earning.order.rounding', null, null],
  ['', null, null],
])('%s is called as people call it', (path, english, german) => {
  expect(namePlace(path, said, languageFor('en', 'Europe/Berlin'))).toBe(english);
  expect(namePlace(path, said, languageFor('de', 'Europe/Berlin'))).toBe(german);
});

test.each([
  ['rewards.0.gives.points', 'Rewards: Mug', 'Prämien: Mug'],
  ['rewards.1', 'Rewards: shipping', 'Prämien: shipping'],
  ['rewards.2.key', 'Rewards, no. 3', 'Prämien, Nr. 3'],
  ['tiers.0.from', 'Tiers, no. 1', 'Stufen, Nr. 1'],
  ['earning.order.rounding', 'Points for orders', 'Punkte für Bestellungen'],
  ['earning.expiry.days', 'How long points last', 'Wie lange Punkte gelten'],
  ['refunds', 'The program', 'Das Programm'],
  ['format', null, null],
  ['', null, null],
])('%s of what is no program yet is called by what is written there', (path, english, german) => {
  const document = { rewards: [{ key: 'mug', name: 'Mug' }, { key: 'shipping', name: null }, 7] };
  expect(nameWrittenPlace(path, document, languageFor('en', 'Europe/Berlin'))).toBe(english);
  expect(nameWrittenPlace(path, document, languageFor('de', 'Europe/Berlin'))).toBe(german);
  expect(() => nameWrittenPlace(path, undefined, languageFor('en', 'Europe/Berlin'))).not.toThrow();
});
