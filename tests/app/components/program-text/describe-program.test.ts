import { describe, expect, test } from 'vitest';

import { describeChanges } from '#app/components/program-text/compare-described.ts';
import { describeProgram } from '#app/components/program-text/describe-program.ts';
import { Program } from '#app/loyalty/program/program.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aReward } from '#tests/app/loyalty/some-rules.ts';

import { RICH } from './a-rich-program.ts';

const english = languageFor('en', 'Europe/Berlin');
const german = languageFor('de', 'Europe/Berlin');

/** The sentences of the part at a path. */
function said(path: string, program = RICH, language = english): readonly string[] {
  const parts = describeProgram(program, 'EUR', language).flatMap((section) => section.parts);
  return parts.find((part) => part.path === path)?.sentences ?? [];
}

/** The name of the part at a path. */
function title(path: string, language = english): string | null | undefined {
  const parts = describeProgram(RICH, 'EUR', language).flatMap((section) => section.parts);
  return parts.find((part) => part.path === path)?.title;
}

describe('a program in words', () => {
  test('says what orders earn', () => {
    expect(said('earning.order')).toEqual([
      '1 point for every €1.',
      'What counts: goods, after discounts and without what was returned.',
      'Tax counts where prices include it.',
      'What is paid with a gift card earns points, buying one does not.',
      'Fractions of a point are rounded down.',
      'Orders of which less than €3.00 counts earn nothing.',
      'Only for orders through “web”.',
      'Not for products of type “Mugs”.',
      'Orders of companies earn nothing.',
      'Test orders earn points in development stores only.',
      'At most 2 times a month.',
      'At most 300 points a month.',
    ]);
  });

  test('says of a bonus what it gives, for what, when and for whom', () => {
    expect(said('earning.bonuses.double')).toEqual([
      '2.5 times the points.',
      'Only for products from “Guji”, products of type “Beans”, products tagged “new”, product 7, or collection 8.',
      'From March 1, 2027 at 12:00 AM until April 1, 2027 at 12:00 AM.',
      'Only for orders after a member’s first.',
      'Only for members in Silver or Roaster.',
      'Only for customers tagged “vip”.',
      'Not for customers tagged “staff”.',
      'Only for orders through “pos”.',
      'Not for what is bought by subscription.',
      'Only if at least €20.00 of the order counts.',
      'At most 2 times a month.',
      'At most 300 points a month.',
    ]);
  });

  test('says in German what it says in English', () => {
    expect(said('earning.challenges.streak', RICH, german)).toEqual([
      'In 3 Monaten in Folge bestellen.',
      'Egal, wie lange es dauert.',
      'Gewinn: 3,00\u00A0€ Rabatt.',
      'Kann immer wieder gewonnen werden.',
    ]);
    expect(said('rewards.ten', RICH, german)).toEqual([
      '10\u00A0% Rabatt für 250 Punkte.',
      'Beschreibung: „On everything.“',
      '5 verfügbar.',
      'Höchstens 2-mal im Monat.',
      'Höchstens 300 Punkte im Monat.',
      '30 Tage lang gültig.',
      'Kombinierbar mit Rabatten auf Produkte und Rabatten auf den Versand.',
    ]);
  });

  test('says when points are lost, and of what members are warned', () => {
    expect(said('earning.dates')).toEqual([
      'Points can be spent 14 days after the order.',
      'Points expire every year at the end of December 31, if they could be spent for 90 days by then.',
      'Members are warned 30 and 7 days before.',
    ]);
  });

  test('says how tiers are reached, lost and what they open', () => {
    expect(said('qualification')).toEqual([
      'Tiers are reached by what was spent.',
      '365 days count; the tier stays as long.',
      'Who does not reach it again goes down one tier.',
      'There are 30 more days for that.',
      'Members are warned 60 days before.',
    ]);
    expect(said('tiers.gold')).toEqual([
      'From €1,000.00 on.',
      'Orders earn 1.5 times the points.',
      '€3.00 off when it is first reached.',
      'A cup of coffee, once a month.',
    ]);
  });

  test('calls what has no name of its own by what it gives, in the reader’s language', () => {
    expect(title('earning.bonuses.first')).toBe('First order');
    expect(title('earning.bonuses.first', german)).toBe('Erste Bestellung');
    expect(title('earning.bonuses.double', german)).toBe('Spring');
    expect(title('rewards.treat')).toBe('€3.00 off');
    expect(title('rewards.five-off')).toBe('Discount');
    expect(title('earning.actions.birthday', german)).toBe('Geburtstag');
  });
});

describe('what a program says otherwise than another', () => {
  test('is nothing where both promise the same', () => {
    expect(describeChanges(RICH, RICH, 'EUR', english)).toEqual([]);
  });

  test('is the sentences that are new and that are gone', () => {
    const before = programOf({ rewards: [aReward()] });
    const after = programOf({
      earning: { expiry: { kind: 'after_days', days: 365 } },
      rewards: [aReward({ key: 'other', stock: 3 })],
    });
    expect(describeChanges(before, after, 'EUR', english)).toMatchObject([
      {
        path: 'earning.dates',
        section: 'How long points last',
        kind: 'changed',
        before: ['Points do not expire.'],
        after: ['Points expire 365 days after they could first be spent.'],
      },
      { path: 'rewards.other', title: '€5.00 off', kind: 'new', before: [] },
      { path: 'rewards.five-off', title: '€5.00 off', kind: 'gone', after: [] },
    ]);
  });
});

/** Every place of a document at which there is no list and no group of fields, with what stands there. */
function leaves(
  value: unknown,
  path: readonly (string | number)[] = [],
): [(string | number)[], unknown][] {
  if (typeof value !== 'object' || value === null) return [[[...path], value]];
  return Object.entries(value).flatMap(([field, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(field) : field]),
  );
}

function changed(path: readonly (string | number)[], value: unknown): unknown {
  const document = structuredClone(RICH) as unknown;
  let inner = document as Record<string | number, unknown>;
  for (const field of path.slice(0, -1)) inner = inner[field] as typeof inner;
  inner[path.at(-1) ?? ''] = value;
  return document;
}

/** What could stand where something of its kind stands; the schema says where which of it does. */
const NUMBERS = [2, 3, 77, 110, 50_000];
const WORDS = [
  ...[
    'every_buyer',
    'account_holders',
    'who_joins',
    'as_priced',
    'included',
    'excluded',
    'when_used',
    'when_bought',
  ],
  ...[
    'down',
    'nearest',
    'up',
    'on_development_shops',
    'never',
    'add_up',
    'best_wins',
    'first',
    'later',
    'only',
  ],
  ...[
    'except',
    'day',
    'week',
    'month',
    'quarter',
    'year',
    'ever',
    'once',
    'once_a_period',
    'again',
    'owed',
  ],
  ...[
    'forgiven',
    'given_back',
    'kept',
    'yes',
    'prize',
    'no',
    'points',
    'spend',
    'orders',
    'referrals',
    'by_hand',
  ],
  ...[
    'one_step',
    'reached',
    'lasting',
    'none',
    'link',
    'text',
    'at_once',
    'staff',
    'joining',
    'join_anniversary',
    'all',
  ],
];
const TEXTS = [
  ...[
    'Another',
    'another',
    '4711',
    'ANOTHER-1',
    'https://example.com/other',
    '2027-03-02T00:00:00+01:00',
  ],
];

function candidatesFor(before: unknown): readonly unknown[] {
  switch (typeof before) {
    case 'number':
      return NUMBERS;
    case 'boolean':
      return [!before];
    case 'string':
      return WORDS.includes(before) ? WORDS : TEXTS;
    default:
      return [...TEXTS, ...NUMBERS];
  }
}

/** Of these members see nothing: under which name the ledger keeps a right. */
const UNSAID = /^tiers\.\d+\.perks\.\d+\.key$/;

test('whatever changes in a document is said in words', () => {
  const places = leaves(RICH).filter(([path]) => !UNSAID.test(path.join('.')));
  const tried = places.flatMap(([path, before]) => {
    const others = candidatesFor(before).filter((candidate) => candidate !== before);
    const possible = others.flatMap((candidate) => {
      const parsed = Program.safeParse(changed(path, candidate));
      return parsed.success ? [{ path: path.join('.'), candidate, program: parsed.data }] : [];
    });
    // Of numbers and texts one says as much as another, of words each may have been forgotten.
    return typeof before === 'string' && WORDS.includes(before) ? possible : possible.slice(0, 1);
  });
  // Had the schema let hardly anything pass, nothing would have been asked.
  expect(new Set(tried.map(({ path }) => path)).size).toBeGreaterThan(places.length * 0.8);
  const known = JSON.stringify(describeProgram(RICH, 'EUR', english));
  const unsaid = tried
    .filter(({ program }) => JSON.stringify(describeProgram(program, 'EUR', english)) === known)
    .map(({ path, candidate }) => `${path} ${String(candidate)}`);
  expect(unsaid).toEqual([]);
});
