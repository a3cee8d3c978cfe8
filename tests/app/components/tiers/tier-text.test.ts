import { describe, expect, test } from 'vitest';

import type { ShownTier } from '#app/components/tiers/shown-tier.ts';
import {
  describeMove,
  describePerk,
  describeTick,
  describeTier,
  nameMove,
} from '#app/components/tiers/tier-text.ts';
import { languageFor } from '#app/platform/translations.server.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

const GOLD: ShownTier = {
  tier: { key: 'gold', name: null },
  earningPercent: 150,
  ladder: [{ key: 'gold', name: null }],
  measure: 'spend',
  currency: 'EUR',
  since: '2026-03-01T12:00:00Z',
  nextAssessmentAt: '2027-12-31T23:00:00Z',
  measured: 12_050,
  missingToKeep: 37_950,
  next: null,
  byHand: null,
  perks: [],
  moves: [],
};

describe('a tier in words', () => {
  test('names the last day on which it is hers for certain, and what keeps it', () => {
    expect(describeTier(GOLD, english)).toEqual([
      'Since March 1, 2026',
      'Counts now: €120.50',
      'Earns 50% more',
      '€379.50 to go to keep it after December 31, 2027',
    ]);
    expect(describeTier({ ...GOLD, missingToKeep: 0 }, german).at(-1)).toBe(
      'Über den 31. Dezember 2027 hinaus sicher',
    );
  });

  test.each([
    ['points', 'Counts now: 12,050 points'],
    ['orders', 'Counts now: 12,050 orders'],
    ['referrals', 'Counts now: 12,050 friends'],
  ] as const)('counts %s', (measure, sentence) => {
    expect(describeTier({ ...GOLD, measure }, english)).toContain(sentence);
  });

  test('set by hand says until when and why, and speaks of no assessment', () => {
    const byHand = { until: '2026-06-30T22:00:00Z', reason: 'a regular' };
    const sentences = describeTier({ ...GOLD, byHand, measure: 'by_hand' }, english);
    expect(sentences.slice(2)).toEqual(['Set by hand until June 30, 2026', 'Reason: a regular']);
    expect(describeTier({ ...GOLD, byHand: { until: null, reason: '' } }, german).at(-1)).toBe(
      'Auf Dauer von Hand gesetzt',
    );
  });
});

test('a move says from where to where and why', () => {
  const move = {
    id: '1',
    from: { key: 'silver', name: null },
    to: { key: 'gold', name: 'Roaster' },
    direction: 'up',
    reason: 'reached',
    at: '2026-03-01T12:00:00Z',
  } as const;
  expect(nameMove(move, german)).toBe('Silber → Roaster');
  expect(describeMove(move, german)).toBe('Erreicht');
  expect(describeMove({ ...move, reason: 'by_hand_ended' }, english)).toBe(
    'What was set by hand has ended',
  );
});

describe('a perk in words', () => {
  const periodEnds = '2026-05-31T22:00:00Z';
  const unused = { useId: null, usedAt: null, again: null, periodEnds } as const;
  const cup = { key: 'cup', name: 'A cup', every: 'month', ...unused } as const;

  test('says how often it is there', () => {
    expect(describePerk(cup, english)).toBe('Once a month');
    expect(describePerk({ ...cup, every: 'lasting' }, german)).toBe('Dauerhaft');
  });

  test('says when it was used and from when on it can be used again', () => {
    const usedAt = '2026-05-31T12:00:00Z';
    expect(describePerk({ ...cup, usedAt, again: '2026-05-31T22:00:00Z' }, english)).toBe(
      'Used on May 31, 2026, again from June 1, 2026',
    );
    expect(describePerk({ ...cup, every: 'once', usedAt }, german)).toBe('Genutzt am 31. Mai 2026');
  });

  test('says before it is ticked off what that means', () => {
    expect(describeTick(cup, english)).toBe(
      'The member can use it again from June 1, 2026. You can undo this.',
    );
    expect(describeTick({ ...cup, every: 'once', periodEnds: null }, german)).toBe(
      'Das Mitglied hat diesen Vorteil nur einmal. Sie können das rückgängig machen.',
    );
  });
});
