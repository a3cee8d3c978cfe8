import type { z } from 'zod';

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
  | LadderProblem;

/** What the ladder says of its own rungs. */
type LadderProblem = 'ladder_starts_at_zero' | 'ladder_ascends' | 'tier_twice';

/** What can be wrong with a text before it is a document. */
export type TextProblem = 'not_json' | 'too_large' | 'too_deep';

/** What a program says that its merchant should know. */
export type SenseProblem =
  | 'tier_name_twice'
  | 'tier_earns_less'
  | 'lowest_tier_multiplies'
  | 'minimum_earns_nothing'
  | 'returns_leave_points'
  | 'expires_soon'
  | 'grace_outlasts_expiry';

/** Something about a program, so that a form can show it beside the field that it is about. */
export interface ProgramProblem {
  /** An error keeps the program from being published; a warning is for the merchant to weigh. */
  readonly severity: 'error' | 'warning';
  /** Names of fields and places in lists, joined by dots: `tiers.1.from`; empty for the document as a whole. */
  readonly path: string;
  readonly code: FormProblem | TextProblem | SenseProblem;
  /** What a sentence about it needs. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** An error, as there is nothing else to say of a document that is no program. */
export function errorAt(
  path: string,
  code: ProgramProblem['code'],
  detail: ProgramProblem['detail'] = {},
): ProgramProblem {
  return { severity: 'error', path, code, detail };
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
      return [errorAt(path, 'wrong_type', { expected: issue.expected })];
    case 'invalid_value':
      return [errorAt(path, 'not_one_of', { allowed: issue.values.map(String).join(', ') })];
    case 'too_small':
      return [errorAt(path, tooSmall(issue.origin), { minimum: Number(issue.minimum) })];
    case 'too_big':
      return [errorAt(path, tooBig(issue.origin), { maximum: Number(issue.maximum) })];
    case 'invalid_format':
      return [errorAt(path, 'wrong_format', { format: issue.pattern ?? issue.format })];
    case 'invalid_union':
      return problemsOfUnion(issue, at, document);
    case 'custom':
      return isLadderProblem(issue.message) ? [errorAt(path, issue.message)] : [];
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return [errorAt(path, 'wrong_format', { format: issue.code })];
  }
}

/** Of several forms that a value may have, the one is meant that it has come closest to: whose problems lie deepest. */
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
  const deepest = issue.errors.filter((issues) => issues.some((inner) => inner.path.length > 0));
  const [meant] = deepest;
  if (!meant) return [errorAt(path, 'wrong_type', { expected: 'list' })];
  return meant.flatMap((inner) => problemsOfIssue(inner, at, document));
}

function tooSmall(origin: string) {
  if (origin === 'string') return 'too_short';
  return origin === 'array' ? 'too_few' : 'too_small';
}

function tooBig(origin: string) {
  if (origin === 'string') return 'too_long';
  return origin === 'array' ? 'too_many' : 'too_big';
}

const LADDER_PROBLEMS: readonly string[] = [
  'ladder_starts_at_zero',
  'ladder_ascends',
  'tier_twice',
] satisfies LadderProblem[];

function isLadderProblem(message: string): message is LadderProblem {
  return LADDER_PROBLEMS.includes(message);
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
