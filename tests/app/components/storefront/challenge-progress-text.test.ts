import { expect, test } from 'vitest';

import { describeProgress } from '#app/components/storefront/challenge-progress-text.ts';
import type { ChallengeProgress } from '#app/loyalty/earning/challenge-progress.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aChallenge } from '#tests/app/loyalty/some-rules.ts';

const words = (locale: 'en' | 'de') => ({
  ...languageFor(locale, 'Europe/Berlin'),
  currency: 'EUR',
  program: programOf(),
});

/** Three of ten, in no period. */
const at = (change: Partial<ChallengeProgress> = {}): ChallengeProgress => ({
  reached: 3,
  goal: 10,
  groups: [],
  completions: 0,
  completionsInPeriod: 0,
  isOpen: true,
  endsAt: null,
  ...change,
});

test('a few steps are stamps, with what comes at the end', () => {
  expect(describeProgress(aChallenge(), at(), words('en'))).toEqual({
    progress: '3 of 10 items',
    isStamps: true,
    about: ['Then you get 100 points.'],
  });
  const german = describeProgress(aChallenge(), at({ completions: 2 }), words('de'));
  expect(german).toMatchObject({
    progress: '3 von 10 Artikeln',
    about: ['Dann bekommst du 100 Punkte.', 'Bisher 2-mal geschafft.'],
  });
});

test('many steps, and money, are a bar', () => {
  expect(describeProgress(aChallenge(), at({ goal: 13 }), words('en')).isStamps).toBe(false);
  const spend = aChallenge({ goal: { kind: 'spend', amount: 10_000 } });
  expect(describeProgress(spend, at({ reached: 12_000, goal: 10_000 }), words('en'))).toMatchObject(
    { progress: '€100.00 of €100.00', isStamps: false },
  );
});

test('what ends at midnight is hers until the day before', () => {
  const endsAt = Date.parse('2026-12-31T23:00:00Z');
  const { about } = describeProgress(aChallenge(), at({ endsAt }), words('en'));
  expect(about).toContain('You have until December 31, 2026.');
});

test('what is reached for good, or has not begun, says so', () => {
  const once = aChallenge({ repeats: 'once' });
  const reached = at({ reached: 10, completions: 1, isOpen: false });
  expect(describeProgress(once, reached, words('en')).about).toEqual(['Reached. Well done!']);
  const later = aChallenge({ window: { from: '2027-03-01T00:00:00+01:00', until: null } });
  expect(describeProgress(later, at({ reached: 0, isOpen: false }), words('en')).about).toEqual([
    'Then you get 100 points.',
    'It begins on March 1, 2027.',
  ]);
});

test('an order in each of some weeks is counted in weeks', () => {
  const streak = aChallenge({ goal: { kind: 'streak', period: 'week', count: 10 } });
  expect(describeProgress(streak, at(), words('en')).progress).toBe('3 of 10 weeks');
  expect(describeProgress(streak, at(), words('de')).progress).toBe('3 von 10 Wochen');
});
