/** A reviver's third argument: the number as it stood in the text (TC39's source text access, in Node since 21). */
interface ReviverContext {
  readonly source?: string;
}

/**
 * Parses JSON without rounding: integers beyond 2^53 come back as strings of their digits. Shopify's ids are 64 bits
 * wide and stand in its bodies as bare numbers.
 * @throws SyntaxError for what is not JSON
 */
export function parseLosslessJson(text: string): unknown {
  // Reviving costs several times the parsing. Sixteen digits in a row are the least that can be rounded.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const parse = JSON.parse as (
    text: string,
    reviver: (key: string, value: unknown, context: ReviverContext) => unknown,
  ) => unknown;
  return parse(text, (_key, value, context) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    context.source !== undefined &&
    /^-?\d+$/.test(context.source)
      ? context.source
      : value,
  );
}
