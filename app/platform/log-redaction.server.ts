/** What stands in the log instead of something that has no business there. */
export const REDACTED = '[redacted]';

/** Keys whose values are secret or personal, whatever they hold. */
const SENSITIVE_KEY =
  /token|secret|password|authori[sz]ation|cookie|signature|hmac|api_?key|session_?id|e_?mail|phone|first_?name|last_?name|address|connection_?string|body/i;

/**
 * What is secret or personal wherever it stands in a text: session tokens (JWT), Shopify's tokens and secrets
 * (https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing), credentials in an address, bearer
 * headers, e-mail addresses, and telephone numbers in their international form. Whatever may begin anywhere has an end:
 * without one, a long address that somebody made up would take a second of everybody's time.
 */
const SENSITIVE_TEXT =
  /\beyJ[\w-]{5,500}\.[\w-]{1,4000}\.[\w-]{0,1000}|\bshp[a-z]{2,4}_\w+|(?<=:\/\/)[^\s/@:]*:[^\s/@]*(?=@)|\bBearer\s+\S+|(?:id_token|access_token|refresh_token|hmac|signature)=[^\s&"']+|[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/-]{6,}\d/g;

/** Deeper than anything that is logged on purpose. */
const DEPTH_MAX = 6;

/** Longer than anything that helps to find a cause. */
const TEXT_MAX = 10_000;

/** A text without what nobody may read in a log, cut off where it is too long to be of use. */
export function redactText(text: string): string {
  const kept = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  return kept.replace(SENSITIVE_TEXT, REDACTED);
}

/**
 * A value that is to be logged, without what nobody may read. A net, not a licence: whoever logs names the shop and the
 * cause and nothing else.
 */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= DEPTH_MAX) return '[deep]';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((each) => redactValue(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      SENSITIVE_KEY.test(key) ? REDACTED : redactValue(each, depth + 1),
    ]),
  );
}

/**
 * What of an error helps to find its cause. Chosen, not taken whole: PostgreSQL puts column values into `detail` and
 * `where`, Prisma its query into `meta`, HTTP clients the request with its headers into the error.
 */
const TELLING = [
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
];

function describeError(error: Error, depth: number): Record<string, unknown> {
  const fields = error as unknown as Record<string, unknown>;
  const telling = TELLING.filter((name) => ['string', 'number'].includes(typeof fields[name]));
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...Object.fromEntries(telling.map((name) => [name, fields[name]])),
    ...(error.cause !== undefined && { cause: redactValue(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && { errors: redactValue(error.errors, depth + 1) }),
  };
}
