const KINDS = ['text', 'date', 'number', 'operator', 'paren', 'word'] as const;

/** A piece of a segment query, and where it stands (from one). */
export interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  readonly column: number;
}

/** What is wrong with a segment query, as `userErrors` say it. */
export class SegmentQueryProblem extends Error {
  override name = 'SegmentQueryProblem';

  constructor(column: number, what: string) {
    super(`Query Line 1 Column ${column}: ${what}`);
  }
}

/** A part of the segment query language that the sandbox does not know. */
export class UnknownToSandbox extends Error {
  override name = 'UnknownToSandbox';
}

const TOKEN =
  /\s*(?:'(?<text>[^']*)'|(?<date>\d{4}-\d{2}-\d{2})|(?<number>-?\d+(?:\.\d+)?)|(?<operator>[<>!]=|[<>=])|(?<paren>[()])|(?<word>[A-Za-z_][\w.$:-]*))/y;

/**
 * Splits a segment query: https://shopify.dev/docs/api/shopifyql/segment-query-language-reference#query-syntax
 * @throws SegmentQueryProblem at a sign that has no place in one
 */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (query.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const groups: Partial<Record<string, string>> = TOKEN.exec(query)?.groups ?? {};
    const kind = KINDS.find((name) => groups[name] !== undefined);
    const column = at + 1;
    if (kind === undefined) {
      const sign = query.slice(at).trim()[0] ?? '';
      throw new SegmentQueryProblem(column, `'${sign}' is unexpected.`);
    }
    tokens.push({ kind, text: groups[kind] ?? '', column });
    at = TOKEN.lastIndex;
  }
  return tokens;
}
