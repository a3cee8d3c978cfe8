/**
 * Whether a value is one of a metafield type, and why not.
 * https://shopify.dev/docs/apps/build/metafields/list-of-data-types
 */
type Problem = string | undefined;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

const CHECKS: Readonly<Record<string, (value: string) => Problem>> = {
  json: checkJson,
  boolean: (value) =>
    /^(true|false)$/.test(value) ? undefined : "Value must be 'true' or 'false'.",
  number_integer: checkInteger,
  number_decimal: (value) =>
    /^-?\d{1,13}(\.\d{1,9})?$/.test(value) ? undefined : 'Value must be a decimal.',
  date: (value) => (isTime(value, DATE) ? undefined : 'Value must be in YYYY-MM-DD format.'),
  date_time: (value) =>
    isTime(value, DATE_TIME) ? undefined : 'Value must be in “YYYY-MM-DDTHH:MM:SS” format.',
  single_line_text_field: (value) =>
    /[\r\n]/.test(value) ? 'Value must be a single line text string.' : undefined,
  multi_line_text_field: () => undefined,
};

/** Largest value of a JSON metafield: https://shopify.dev/docs/apps/build/metafields/metafield-limits */
const JSON_BYTES_MAX = 128 * 1024;

/** Whether the sandbox knows the type. */
export function isKnownType(type: string): boolean {
  return type in CHECKS;
}

/**
 * @param type one of the known types
 * @returns a sentence saying why the value is none of the type; undefined when it is
 */
export function problemWithValue(type: string, value: string): Problem {
  return CHECKS[type]?.(value);
}

/** Whether the value is longer than its type allows. */
export function isTooLong(type: string, value: string): boolean {
  return type === 'json' && Buffer.byteLength(value) > JSON_BYTES_MAX;
}

function checkJson(value: string): Problem {
  try {
    JSON.parse(value);
    return undefined;
  } catch (error) {
    return `Value is invalid JSON: ${(error as SyntaxError).message}.`;
  }
}

function checkInteger(value: string): Problem {
  if (!/^-?\d+$/.test(value)) return 'Value must be an integer.';
  return Number.isSafeInteger(Number(value))
    ? undefined
    : 'Value must be between -9007199254740991 and 9007199254740991.';
}

function isTime(value: string, format: RegExp): boolean {
  return format.test(value) && !Number.isNaN(Date.parse(value));
}
