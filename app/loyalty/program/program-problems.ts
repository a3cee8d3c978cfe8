import type { z } from 'zod';

import type { SenseProblem } from './sense-problem.ts';

/** What can be wrong with a document so that it is no program. */
type FormProblem =
  /** It is not there at all. */
  | 'missing'
  /** No such field: it is spelt otherwise, or of a newer Evergreen. */
  | 'unknown_field'
  /** Detail: `expected`. */
  | 'wrong_type'
  /** Detail: `allowed`, separated by commas. */
  | 'not_one_of'
  /** Numbers, texts and lists; detail: `minimum` or `maximum`. */
  | 'too_small'
  | 'too_big'
  | 'too_short'
  | 'too_long'
  | 'too_few'
  | 'too_many'
  /** Text of another form; detail: `format`. */
  | 'wrong_format'
  | SchemaProblem;

/** What the schema's own parts say of themselves. */
const SCHEMA_PROBLEMS = [
  'ladder_starts_at_zero',
  'ladder_ascends',
  'tier_twice',
  'window_ends_before_it_begins',
  'scope_names_nothing',
  'limit_limits_nothing',
  'steps_ascend',
] as const;

type SchemaProblem = (typeof SCHEMA_PROBLEMS)[number];

/** What can be wrong with a text before it is a document. */
export type TextProblem = 'not_json' | 'too_large' | 'too_deep';

export type ProblemCode = FormProblem | TextProblem | SenseProblem;

/** Something about a program, so that a form can show it beside the field that it is about. */
export interface ProgramProblem {
  /** An error keeps the program from being published; a warning is for the merchant to weigh. */
  readonly severity: 'error' | 'warning';
  /** Names of fields and places in lists, joined by dots: `tiers.1.from`; empty for the document as a whole. */
  readonly path: string;
  readonly code: ProblemCode;
  /** What a sentence about it needs. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** An error, as there is nothing else to say of a document that is no program. */
export function errorAt(
  path: string,
  code: ProblemCode,
  detail: ProgramProblem['detail'] = {},
): ProgramProblem {
  return { severity: 'error', path, code, detail };
}

/** What a merchant should weigh before she publishes. */
export function warningAt(
  path: string,
  code: SenseProblem,
  detail: ProgramProblem['detail'] = {},
): ProgramProblem {
  return { severity: 'warning', path, code, detail };
}

/** Most problems that are listed of one document. */
const PROBLEMS_MAX = 100;
/** Longest piece of somebody's document that a problem repeats. */
const QUOTE_LENGTH_MAX = 60;

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Puts what the schema has found into problems.
 * @param document what was parsed: it tells a field that is missing from one of another type
 * @returns one for each place and code, in the document's order, 100 at most
 */
export function problemsOf(error: z.ZodError, document: unknown): ProgramProblem[] {
  const found = new Map<string, ProgramProblem>();
  for (const problem of error.issues.flatMap((issue) => problemsOfIssue(issue, [], document))) {
    found.set(`${problem.code} ${problem.path}`, problem);
  }
  return [...found.values()].slice(0, PROBLEMS_MAX);
}

function problemsOfIssue(issue: Issue, within: Path, document: unknown): ProgramProblem[] {
  const at = [...within, ...issue.path];
  const path = joinPath(at);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => errorAt(joinPath([...at, key]), 'unknown_field'));
  }
  if (valueAt(document, at) === undefined) return [errorAt(path, 'missing')];
  switch (issue.code) {
    case 'invalid_type':
      return [errorAt(path, 'wrong_type', { expected: typeName(issue.expected) })];
    case 'invalid_value':
      return [errorAt(path, 'not_one_of', { allowed: issue.values.map(String).join(', ') })];
    case 'too_small':
      return [errorAt(path, tooSmall(issue.origin), { minimum: Number(issue.minimum) })];
    case 'too_big':
      return [errorAt(path, tooBig(issue.origin), { maximum: Number(issue.maximum) })];
    case 'invalid_format':
      return [errorAt(path, 'wrong_format', { format: formatOf(issue) })];
    case 'invalid_union':
      return problemsOfUnion(issue, at, document);
    case 'custom':
      return isSchemaProblem(issue.message) ? [errorAt(path, issue.message)] : [];
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return [errorAt(path, 'wrong_format', { format: issue.code })];
  }
}

/**
 * Of several forms that a value may have, the one is meant that it has come closest to: whose problems lie deepest, and
 * of two that go as deep the one with fewer.
 */
function problemsOfUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  at: Path,
  document: unknown,
): ProgramProblem[] {
  const path = joinPath(at);
  if (issue.errors.length === 0) {
    const allowed = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
    return [errorAt(path, 'not_one_of', { allowed: allowed.map(String).join(', ') })];
  }
  const [meant] = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  if (meant && depthOf(meant) > 0) {
    return meant.flatMap((inner) => problemsOfIssue(inner, at, document));
  }
  const found = issue.errors.flat();
  const types = found.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []));
  const words = found.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
  const [type] = types;
  if (type === undefined)
    return [errorAt(path, 'not_one_of', { allowed: words.map(String).join(', ') })];
  return [errorAt(path, 'wrong_type', { expected: typeName(type) })];
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(...issues.map(({ path }) => path.length));
}

/** What documents call it. */
function typeName(expected: string): string {
  return expected === 'array' ? 'list' : expected;
}

/** A pattern where the text has one of its own, or what is known under a name: `datetime`, `url`. */
function formatOf({ format, pattern }: Extract<Issue, { code: 'invalid_format' }>): string {
  return format === 'regex' && pattern !== undefined ? pattern : format;
}

function tooSmall(origin: string) {
  if (origin === 'string') return 'too_short';
  return origin === 'array' ? 'too_few' : 'too_small';
}

function tooBig(origin: string) {
  if (origin === 'string') return 'too_long';
  return origin === 'array' ? 'too_many' : 'too_big';
}

function isSchemaProblem(message: string): message is SchemaProblem {
  return (SCHEMA_PROBLEMS as readonly string[]).includes(message);
}

function joinPath(path: Path): string {
  return path.map((part) => String(part).slice(0, QUOTE_LENGTH_MAX)).join('.');
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return value;
}
