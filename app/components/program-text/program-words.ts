import type { Program } from '#app/loyalty/program/program.ts';

import { writeMoney } from '../language/amounts.ts';
import type { Language } from '../language/language.ts';

/** How products, variants and collections are named. */
export interface CatalogWords {
  /** By `product 7` and `collection 8`; null for what is gone. */
  readonly names: Readonly<Record<string, string | null>>;
  /** Staff need to find what is gone in the document; a shopper has no use for it, nor for numbers. */
  readonly reader: 'staff' | 'shopper';
}

/** What is needed to write sentences about a program. */
export interface ProgramWords extends Language {
  /** Of the shop, ISO 4217. */
  readonly currency: string;
  readonly program: Program;
  /** What is known of the products that it speaks of; left out where nothing is. */
  readonly catalog?: CatalogWords;
}

/** A list as one would say it: `tea, coffee or mugs`. */
export function writeChoice(words: readonly string[], { format }: Language): string {
  return format.list(words, { type: 'disjunction' });
}

/** A list as one would say it: `tea, coffee and mugs`. */
export function writeList(words: readonly string[], { format }: Language): string {
  return format.list(words, { type: 'conjunction' });
}

/** Somebody's own word, so that it stands out from the sentence: `“new”`, `„new“`. */
export function quote(word: string, { text }: Language): string {
  return text('programText.quote', { word });
}

/** Somebody's own words, of which any may be meant: `“new” or “sale”`. */
export function writeQuoted(list: readonly string[], language: Language): string {
  return writeChoice(
    list.map((word) => quote(word, language)),
    language,
  );
}

/** A multiple of points in per cent, as a factor: 150 is `1.5`. */
export function writeFactor(percent: number, { format }: Language): string {
  return format.number(percent / 100, { maximumFractionDigits: 2 });
}

/** An amount in minor units of the shop's currency. */
export function money(minor: number, words: ProgramWords): string {
  return writeMoney(minor, words.currency, words);
}

/** A share in per cent: 10 is `10 %`. */
export function writePercent(percent: number, { format }: Language): string {
  return format.number(percent / 100, { style: 'percent' });
}

/** The sentence, where there is anything to say. */
export function when(isSaid: boolean, sentence: () => string): string[] {
  return isSaid ? [sentence()] : [];
}
