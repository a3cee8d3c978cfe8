import { describe, expect, test } from 'vitest';

import { describeChanges } from '#app/components/program-text/compare-described.ts';
import { describeLines } from '#app/components/program-text/conditions-text.ts';
import type { CatalogWords } from '#app/components/program-text/program-words.ts';
import type { ProductScope } from '#app/loyalty/program/parts.ts';
import { languageFor } from '#app/platform/translations.server.ts';
import { programOf } from '#tests/app/loyalty/a-program.ts';
import { aChallenge } from '#tests/app/loyalty/some-rules.ts';

const NAMES = {
  'product 7': 'Guji',
  'product 8': 'House Blend',
  'product 9': null,
  'product 10': 'Guji',
  'collection 7': 'Beans',
};

const scope = (only: Partial<ProductScope>): { only: ProductScope } => ({
  only: { products: [], collections: [], vendors: [], types: [], tags: [], ...only },
});

/** What a reader reads of products. */
function said(
  reader: CatalogWords['reader'],
  only: Partial<ProductScope>,
  { locale = 'en', names = NAMES }: { locale?: string; names?: CatalogWords['names'] } = {},
): readonly string[] {
  const language = languageFor(locale, 'Europe/Berlin');
  const catalog = { names, reader };
  return describeLines(scope(only), {
    ...language,
    currency: 'EUR',
    program: programOf({}),
    catalog,
  });
}

describe('products and collections of a rule', () => {
  test('are called as the shop calls them', () => {
    const both = { products: ['8'], collections: ['7'] };
    const sentence = 'Only for product “House Blend” or collection “Beans”.';
    expect(said('shopper', both)).toEqual([sentence]);
    expect(said('staff', both)).toEqual([sentence]);
    expect(said('shopper', both, { locale: 'de' })).toEqual([
      'Nur für Produkt „House Blend“ oder Kategorie „Beans“.',
    ]);
  });

  test('that are gone are nothing to a shopper, and a number to staff', () => {
    const products = ['8', '9'];
    expect(said('shopper', { products })).toEqual(['Only for product “House Blend”.']);
    expect(said('staff', { products })).toEqual([
      'Only for products “House Blend” or no. 9 (no longer in the shop).',
    ]);
    expect(said('shopper', { products: ['9'] })).toEqual([
      'Only for products that are no longer sold.',
    ]);
  });

  test('that nobody could name are certain ones to a shopper, and a number to staff', () => {
    const names = {};
    expect(said('shopper', { products: ['8'] }, { names })).toEqual(['Only for certain products.']);
    expect(said('shopper', { collections: ['7'] }, { names, locale: 'de' })).toEqual([
      'Nur für bestimmte Kategorien.',
    ]);
    expect(said('staff', { products: ['8'] }, { names })).toEqual(['Only for product 8.']);
  });

  test('of the same name are one to a shopper; staff tell them apart', () => {
    const products = ['7', '10'];
    expect(said('shopper', { products })).toEqual(['Only for product “Guji”.']);
    expect(said('staff', { products })).toEqual(['Only for products “Guji” (7) or “Guji” (10).']);
  });

  test('are too many for a shopper from ten on', () => {
    const products = Array.from({ length: 12 }, (_, index) => String(index + 20));
    const names = Object.fromEntries(products.map((id) => [`product ${id}`, `Tea ${id}`]));
    const [sentence = ''] = said('shopper', { products }, { names });
    expect(sentence).toContain('“Tea 27”, or 4 more.');
    expect(said('staff', { products }, { names })[0]).toContain('“Tea 31”');
  });
});

test('a rule that is now about another product of the same name is a change to staff', () => {
  const about = (id: string) => {
    const goal = { kind: 'items', lines: scope({ products: [id] }), count: 3 } as const;
    return programOf({ earning: { challenges: [aChallenge({ goal })] } });
  };
  const language = languageFor('en', 'Europe/Berlin');
  const catalog = { names: NAMES, reader: 'staff' } as const;
  const changes = describeChanges(about('7'), about('10'), 'EUR', language, catalog);
  expect(changes).toHaveLength(1);
});
