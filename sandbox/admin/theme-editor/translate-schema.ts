/**
 * Replaces the `t:` references of a block's schema by the texts of `*.schema.json`. A reference without a text stays as
 * it is, which is what the theme editor shows too.
 * @see https://shopify.dev/docs/storefronts/themes/architecture/locales/schema-locale-files#reference
 */
export function translateSchema(schema: unknown, translations: unknown): unknown {
  if (typeof schema === 'string') return translateText(schema, translations);
  if (Array.isArray(schema)) return schema.map((entry) => translateSchema(entry, translations));
  if (isRecord(schema)) {
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [key, translateSchema(value, translations)]),
    );
  }
  return schema;
}

function translateText(text: string, translations: unknown): string {
  if (!text.startsWith('t:')) return text;
  let found: unknown = translations;
  for (const key of text.slice(2).split('.')) {
    found = isRecord(found) ? found[key] : undefined;
  }
  return typeof found === 'string' ? found : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
