import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createFormatter, createTranslator } from 'use-intl/core';
import { z } from 'zod';

import type english from './locales/en.json';

/** All texts of the interface in one language. English is the reference: a test holds the others to it. */
export type Messages = typeof english;

declare module 'use-intl/core' {
  interface AppConfig {
    Messages: Messages;
  }
}

const REFERENCE_LOCALE = 'en';

// Read from the project folder, not from beside this module: the same module runs in plain Node (worker)
// and inside Remix's server bundle, where its own address says nothing about the folder.
const LOCALES_FOLDER = join(process.cwd(), 'app', 'platform', 'locales');

interface MessageTree {
  [key: string]: string | MessageTree;
}

const MessageTree: z.ZodType<MessageTree> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), MessageTree])),
);

/**
 * Reads every `<locale>.json` of a folder: a language is added by adding its file.
 * @returns the texts by locale, the reference language first
 */
function readCatalog(folder: string): ReadonlyMap<string, Messages> {
  const locales = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort((one, other) => Number(other === REFERENCE_LOCALE) - Number(one === REFERENCE_LOCALE));
  return new Map(
    locales.map((locale) => {
      const tree = MessageTree.parse(
        JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8')),
      );
      // That its keys are those of the reference language is held by a test, not looked up at each start.
      return [locale, tree as unknown as Messages];
    }),
  );
}

const catalog = readCatalog(LOCALES_FOLDER);

/** The languages in which the interface exists, as BCP 47 tags, English first. */
export function supportedLocales(): readonly string[] {
  return [...catalog.keys()];
}

/**
 * All texts in a language.
 * @param locale one of `supportedLocales()`, as `resolveLocale` returns it
 */
export function loadMessages(locale: string): Messages {
  const messages = catalog.get(locale);
  if (!messages) throw new Error(`there are no texts in the language "${locale}"`);
  return messages;
}

/**
 * The language to speak with someone.
 * @param candidates what is known of the reader's wishes, the strongest first (`de`, `de-AT`, `pt_BR`)
 * @returns the first that exists, exactly or by its language alone; English where none does
 */
export function resolveLocale(candidates: readonly (string | null | undefined)[]): string {
  for (const candidate of candidates) {
    const wanted = candidate?.trim().replaceAll('_', '-').toLowerCase();
    if (!wanted) continue;
    const exact = supportedLocales().find((locale) => locale.toLowerCase() === wanted);
    if (exact) return exact;
    const language = supportedLocales().find((locale) => locale === wanted.split('-')[0]);
    if (language) return language;
  }
  return REFERENCE_LOCALE;
}

/**
 * What is needed to write texts outside React: in mails, in answers to the storefront.
 * @param locale one of `supportedLocales()`
 * @param timeZone IANA name of the shop's timezone, in which times are written
 * @returns a translator and the formatters of the language
 */
export function languageFor(locale: string, timeZone: string) {
  return {
    text: createTranslator({ locale, messages: loadMessages(locale), timeZone }),
    format: createFormatter({ locale, timeZone }),
  };
}
