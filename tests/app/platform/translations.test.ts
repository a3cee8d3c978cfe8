import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';

import {
  languageFor,
  loadMessages,
  resolveLocale,
  supportedLocales,
} from '#app/platform/translations.server.ts';

interface Tree {
  [key: string]: string | Tree;
}

/** Every text with its path: `home.title`. */
function flatten(tree: Tree, path = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );
}

/** The arguments of an ICU message with their kind, wherever they stand in it: `count: plural`. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [`${element.value}: ${TYPE[element.type]}`];
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}: ${TYPE[element.type]}`,
          ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
        ];
      case TYPE.tag:
        return [`<${element.value}>`, ...argumentsOf(element.children)];
      case TYPE.literal:
      case TYPE.pound:
        return [];
    }
  });
  return [...new Set(found)].sort();
}

/** Klingon: whoever adds a real language must not break what is said of one that is missing. */
const UNTRANSLATED = 'tlh';

const english = new Map(flatten(loadMessages('en')));

// Words and signs that are the same in another language; whatever else equals English was forgotten.
const SAME_IN = new Map<string, ReadonlySet<string>>([
  [
    'de',
    new Set([
      'Evergreen',
      'Shopify',
      'Name',
      'A–Z',
      'Z–A',
      '− {amount}',
      '= {amount}',
      'Bronze',
      'Gold',
      'Code',
      'Code {code}',
      'Version {version, number}',
    ]),
  ],
]);

test('English is the reference, and German exists', () => {
  expect(supportedLocales()[0]).toBe('en');
  expect(supportedLocales()).toContain('de');
});

describe.each(supportedLocales().filter((locale) => locale !== 'en'))('in %s', (locale) => {
  const translated = new Map(flatten(loadMessages(locale)));

  test('every text of English exists, and no other', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('no text is empty or was left in English', () => {
    const same = SAME_IN.get(locale);
    const forgotten = [...translated].filter(([key, text]) => {
      const words = text.replaceAll(/\{\w+(, number)?\}/g, '').replaceAll(/[^\p{L}]/gu, '');
      return text.trim() === '' || (text === english.get(key) && words !== '' && !same?.has(text));
    });
    expect(forgotten).toEqual([]);
  });

  test('every text takes the arguments of the English one', () => {
    for (const [key, text] of translated) {
      const expected = argumentsOf(parse(english.get(key) ?? ''));
      expect([key, argumentsOf(parse(text))]).toEqual([key, expected]);
    }
  });
});

test.each([
  [['de'], 'de'],
  [['de-AT'], 'de'],
  [['DE_ch'], 'de'],
  [[UNTRANSLATED, null, undefined, '', ' de '], 'de'],
  [[UNTRANSLATED], 'en'],
  [['../../package', '__proto__'], 'en'],
  [[], 'en'],
])('of the wishes %j the language is %s', (candidates, expected) => {
  expect(resolveLocale(candidates)).toBe(expected);
});

test('a language without texts is a bug, not a page of keys', () => {
  expect(() => loadMessages(UNTRANSLATED)).toThrow(UNTRANSLATED);
});

test('plurals and numbers follow the language', () => {
  const english = languageFor('en', 'Europe/Berlin');
  const german = languageFor('de', 'Europe/Berlin');
  expect(english.text('points.amount', { count: 1 })).toBe('1 point');
  expect(english.text('points.amount', { count: 1204 })).toBe('1,204 points');
  expect(german.text('points.amount', { count: 1 })).toBe('1 Punkt');
  expect(german.text('points.amount', { count: 1204 })).toBe('1.204 Punkte');
});
