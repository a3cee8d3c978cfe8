import { attributeOf } from './attributes.ts';
import type { Attribute, Candidate, Scalar, SegmentTerms } from './member.ts';
import { SegmentQueryProblem, type Token, tokenize, UnknownToSandbox } from './tokens.ts';

/** Whether a customer belongs to a segment. */
export type SegmentTest = (candidate: Candidate) => boolean;

const COMPARISONS: Readonly<Record<string, (value: Scalar, wanted: Scalar) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
};

type Parted = Exclude<Attribute, { kind: 'list' }>;

/** Reads a query from the left; keywords are written in capitals. */
class Parser {
  readonly #tokens: Token[];
  readonly #end: number;
  readonly #terms: SegmentTerms;

  constructor(query: string, terms: SegmentTerms) {
    this.#tokens = tokenize(query);
    this.#end = query.length + 1;
    this.#terms = terms;
  }

  parse(): SegmentTest {
    const test = this.#either();
    if (this.#tokens.length > 0) this.#unexpected();
    return test;
  }

  #either(): SegmentTest {
    let test = this.#both();
    while (this.#takeWord('OR')) {
      const [one, other] = [test, this.#both()];
      test = (candidate) => one(candidate) || other(candidate);
    }
    return test;
  }

  #both(): SegmentTest {
    let test = this.#clause();
    while (this.#takeWord('AND')) {
      const [one, other] = [test, this.#clause()];
      test = (candidate) => one(candidate) && other(candidate);
    }
    return test;
  }

  #clause(): SegmentTest {
    if (this.#take('paren', '(')) {
      const test = this.#either();
      if (!this.#take('paren', ')')) this.#unexpected();
      return test;
    }
    const name = this.#take('word');
    if (!name) return this.#unexpected();
    const attribute = attributeOf(name, this.#terms);
    return attribute.kind === 'list' ? this.#contains(attribute.of) : this.#compare(attribute);
  }

  #contains(of: (candidate: Candidate) => readonly string[]): SegmentTest {
    const isNegated = this.#takeWord('NOT');
    if (!this.#takeWord('CONTAINS')) return this.#unexpected();
    const wanted = this.#take('text')?.text.toLowerCase();
    if (wanted === undefined) return this.#unexpected();
    return (candidate) => of(candidate).some((item) => item.toLowerCase() === wanted) !== isNegated;
  }

  #compare(attribute: Parted): SegmentTest {
    if (this.#takeWord('IS')) {
      const isNegated = this.#takeWord('NOT');
      if (!this.#takeWord('NULL')) return this.#unexpected();
      return (candidate) => (attribute.of(candidate) === null) !== isNegated;
    }
    if (this.#takeWord('BETWEEN')) return this.#between(attribute);
    const operator = this.#take('operator')?.text ?? '';
    const holds = COMPARISONS[operator];
    if (!holds) return this.#unexpected();
    const wanted = this.#literal(attribute.kind);
    return (candidate) => {
      const value = attribute.of(candidate);
      // "Excluding values with != … doesn't remove rows where the field is NULL."
      return value === null ? operator === '!=' : holds(value, wanted);
    };
  }

  #between(attribute: Parted): SegmentTest {
    const from = this.#literal(attribute.kind);
    if (!this.#takeWord('AND')) return this.#unexpected();
    const until = this.#literal(attribute.kind);
    return (candidate) => {
      const value = attribute.of(candidate);
      return value !== null && value >= from && value <= until;
    };
  }

  #literal(kind: Parted['kind']): Scalar {
    const [next] = this.#tokens;
    if (kind === 'number') return Number((this.#take('number') ?? this.#unexpected()).text);
    if (kind === 'text') return (this.#take('text') ?? this.#unexpected()).text;
    if (kind === 'boolean') {
      if (this.#takeWord('true')) return true;
      return this.#takeWord('false') ? false : this.#unexpected();
    }
    // Dates relative to the day, such as -30d, change who belongs to a segment without anything happening.
    if (next?.kind === 'number' || next?.kind === 'word') {
      throw new UnknownToSandbox('relative dates in segment queries');
    }
    return (this.#take('date') ?? this.#unexpected()).text;
  }

  #take(kind: Token['kind'], text?: string): Token | undefined {
    const [next] = this.#tokens;
    if (next?.kind !== kind || (text !== undefined && next.text !== text)) return undefined;
    return this.#tokens.shift();
  }

  #takeWord(word: string): boolean {
    return this.#take('word', word) !== undefined;
  }

  #unexpected(): never {
    const [next] = this.#tokens;
    if (!next) throw new SegmentQueryProblem(this.#end, 'the query ends unexpectedly.');
    throw new SegmentQueryProblem(next.column, `'${next.text}' is unexpected.`);
  }
}

/**
 * Reads a query of the segment query language:
 * https://shopify.dev/docs/api/shopifyql/segment-query-language-reference. Of it the sandbox knows clauses on tags, money
 * spent, orders, the day on which a customer was added, the subscription to e-mails and metafields, joined by AND and OR.
 * @throws SegmentQueryProblem where Shopify would refuse it, UnknownToSandbox where it would not
 */
export function parseSegmentQuery(query: string, terms: SegmentTerms): SegmentTest {
  return new Parser(query, terms).parse();
}
