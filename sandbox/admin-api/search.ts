import { badRequest, notImplemented } from './errors.ts';

/** One term of a search: `updated_at:>='2026-11-01'`. */
interface Term {
  readonly field: string;
  readonly comparator: Comparator;
  readonly value: string;
}

type Comparator = ':' | ':>' | ':>=' | ':<' | ':<=';

/** How a searchable field is compared. Ids and times by order, flags and words by equality alone. */
export type Searchable<Item> =
  | { readonly kind: 'id' | 'time'; readonly of: (item: Item) => string }
  | { readonly kind: 'word'; readonly of: (item: Item) => readonly string[] };

const TERM = /^([a-z_]+)(:(?:[<>]=?)?)(?:'([^']*)'|"([^"]*)"|(\S+))$/;
const WORDS = /(?:[^\s'"]|'[^']*'|"[^"]*")+/g;

/**
 * A filter from Shopify's search syntax, https://shopify.dev/docs/api/usage/search-syntax, as far as terms joined by
 * AND (or a space) go.
 * @param what the field that searches, for the error: `QueryRoot.orders`
 * @param fields what can be searched by
 * @throws GraphQLError for a connective, a negation or a field that the sandbox does not know
 */
export function toFilter<Item>(
  what: string,
  query: unknown,
  fields: Readonly<Record<string, Searchable<Item>>>,
): (item: Item) => boolean {
  if (typeof query !== 'string' || query.trim() === '') return () => true;
  const words = (query.replace(/(:[<>]?=?)\s+(?=\S)/g, '$1').match(WORDS) ?? []).filter(
    (word) => word !== 'AND',
  );
  const tests = words.map((word) => {
    const term = parseTerm(what, word);
    const field = fields[term.field];
    if (!field) throw notImplemented(`searching ${what} by ${term.field}`);
    return toTest(what, term, field);
  });
  return (item) => tests.every((test) => test(item));
}

function parseTerm(what: string, word: string): Term {
  const [, field, comparator, single, double, bare] = TERM.exec(word) ?? [];
  const value = single ?? double ?? bare;
  if (!field || !comparator || value === undefined) {
    throw notImplemented(`"${word}" in a search of ${what}`);
  }
  return { field, comparator: comparator as Comparator, value };
}

function toTest<Item>(what: string, term: Term, field: Searchable<Item>): (item: Item) => boolean {
  if (field.kind === 'word') {
    if (term.comparator !== ':')
      throw notImplemented(`${term.comparator} of ${term.field} in ${what}`);
    const wanted = term.value.toLowerCase();
    return (item) => field.of(item).some((word) => word.toLowerCase() === wanted);
  }
  const { comparator } = term;
  const { of } = field;
  if (field.kind === 'id') {
    const wanted = idValue(term.value);
    return (item) => holds(comparator, idValue(of(item)), wanted);
  }
  const wanted = timeValue(term.value);
  return (item) => holds(comparator, Date.parse(of(item)), wanted);
}

function holds<Value extends bigint | number>(
  comparator: Comparator,
  value: Value,
  wanted: Value,
): boolean {
  switch (comparator) {
    case ':':
      return value === wanted;
    case ':>':
      return value > wanted;
    case ':>=':
      return value >= wanted;
    case ':<':
      return value < wanted;
    case ':<=':
      return value <= wanted;
  }
}

function idValue(text: string): bigint {
  const digits = text.split('/').at(-1) ?? '';
  if (!/^\d{1,19}$/.test(digits)) throw badRequest(`Invalid id in the search query: ${text}`);
  return BigInt(digits);
}

function timeValue(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw badRequest(`Invalid time in the search query: ${text}`);
  return milliseconds;
}
