import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

type Translations = { [key: string]: string | Translations };
const TranslationFile: z.ZodType<Translations> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => TranslationFile)]),
);

/** Looks a text up by its key (`cart.title`) and fills in the values. */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/**
 * Reads the texts of a theme or of a theme app extension, in one language with the default one behind it:
 * `<locale>.json`, `<locale>.default.json`, and the same with `.schema.json` for what merchants read,
 * https://shopify.dev/docs/storefronts/themes/architecture/locales
 * @param folder the `locales` folder; an absent one has no texts
 */
export function readTranslations(
  folder: string,
  locale: string,
  kind: 'storefront' | 'schema' = 'storefront',
): Translate {
  const suffix = kind === 'schema' ? '.schema.json' : '.json';
  const files = listFiles(folder).filter(
    (file) => file.endsWith(suffix) && file.endsWith('.schema.json') === (kind === 'schema'),
  );
  const nameOf = (file: string) => file.slice(0, -suffix.length);
  const own = files.find((file) => nameOf(file).replace('.default', '') === locale);
  const fallback = files.find((file) => nameOf(file).endsWith('.default'));
  const layers = [own, fallback]
    .filter((file) => file !== undefined)
    .map((file) =>
      TranslationFile.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
    );
  return (key, values = {}) => translate(layers, locale, key, values);
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * `count` chooses the plural form; values are escaped unless the key ends in `_html`,
 * https://shopify.dev/docs/api/liquid/filters/translate
 */
function translate(
  layers: readonly Translations[],
  locale: string,
  key: string,
  values: Readonly<Record<string, unknown>>,
): string {
  for (const layer of layers) {
    const text = pluralForm(find(layer, key), locale, values.count);
    if (text !== undefined) return interpolate(text, values, key.endsWith('_html'));
  }
  return `Translation missing: ${locale}.${key}`;
}

function find(layer: Translations, key: string): string | Translations | undefined {
  let place: string | Translations | undefined = layer;
  for (const part of key.split('.')) {
    if (typeof place !== 'object' || !Object.hasOwn(place, part)) return undefined;
    place = place[part];
  }
  return place;
}

function pluralForm(
  text: string | Translations | undefined,
  locale: string,
  count: unknown,
): string | undefined {
  if (typeof text !== 'object') return text;
  const number = Number(count);
  if (count === undefined || Number.isNaN(number)) return undefined;
  const form =
    number === 0 && 'zero' in text ? 'zero' : new Intl.PluralRules(locale).select(number);
  const chosen = text[form] ?? text.other;
  return typeof chosen === 'string' ? chosen : undefined;
}

function interpolate(
  text: string,
  values: Readonly<Record<string, unknown>>,
  html: boolean,
): string {
  return text.replace(/\{\{-?\s*(\w+)\s*-?\}\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(values, name)) return placeholder;
    const value = asText(values[name]);
    return html ? value : escapeHtml(value);
  });
}

/** A value as Liquid writes it: nothing for nothing. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes a text safe to stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
