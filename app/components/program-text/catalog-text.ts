import { textOfReference } from '#app/loyalty/catalog/reference.ts';

import { type ProgramWords, quote, writeChoice } from './program-words.ts';

/** What of a program Shopify knows by a number. */
type Numbered = 'products' | 'collections';

const KINDS = { products: 'product', collections: 'collection' } as const;

/** A shopper reads no list that is longer. */
const SHOWN_TO_SHOPPERS = 8;

/** Products or collections, of which any may be meant: `products “House Blend” or “Guji”`. */
export function writeNumbered(kind: Numbered, ids: readonly string[], words: ProgramWords): string {
  const { text, catalog } = words;
  const names = nameEach(kind, ids, words);
  if (names.length === 0) {
    const areGone = ids.every((id) => catalog?.names[keyOf(kind, id)] === null);
    return text(`programText.scope.${areGone ? 'noLonger' : 'certain'}.${kind}`);
  }
  return text(`programText.scope.${kind}`, {
    count: names.length,
    names: writeChoice(shorten(names, words), words),
  });
}

/**
 * What each is called. Of what is gone, and of what nobody could name, staff read the number, by which they find it in
 * the document; shoppers read nothing of it.
 */
export function nameEach(
  kind: Numbered,
  ids: readonly string[],
  words: ProgramWords,
): readonly string[] {
  const { catalog, text } = words;
  const isForStaff = catalog?.reader !== 'shopper';
  const names = ids.flatMap((id) => {
    const name = catalog?.names[keyOf(kind, id)];
    if (name)
      return [
        isForStaff && isShared(name, words) ? `${quote(name, words)} (${id})` : quote(name, words),
      ];
    if (!isForStaff) return [];
    return [name === null ? text('programText.scope.gone', { id }) : id];
  });
  return [...new Set(names)];
}

function keyOf(kind: Numbered, id: string): string {
  return textOfReference({ kind: KINDS[kind], id });
}

/** Whether another one is called the same: told apart by their numbers, or one would seem to be the other. */
function isShared(name: string, { catalog }: ProgramWords): boolean {
  return Object.values(catalog?.names ?? {}).filter((each) => each === name).length > 1;
}

function shorten(names: readonly string[], { catalog, text }: ProgramWords): readonly string[] {
  const rest = names.length - SHOWN_TO_SHOPPERS;
  if (catalog?.reader !== 'shopper' || rest < 2) return names;
  const more = text('programText.scope.more', { count: rest });
  return [...names.slice(0, SHOWN_TO_SHOPPERS), more];
}
