/** Where things stand in a text that is to be JSON. Lines count from 1. */
export interface JsonLines {
  /** By path, as problems of a document name places: `rewards.1.validDays`. */
  readonly byPath: ReadonlyMap<string, number>;
  /** The line on which it ceases to be JSON; null where nothing is wrong that brackets, commas and words can tell. */
  readonly brokenAt: number | null;
}

/** A word, a number or a mark, with the space before it. */
const TOKEN =
  /(\s*)(?:("(?:[^"\\\n]|\\.)*")|([{}[\],:])|(-?\d[\d.eE+-]*|true|false|null)(?![\w.]))/y;

/** What may come next. */
type Expected = 'value' | 'first_value' | 'key' | 'first_key' | 'colon' | 'comma' | 'end';

/** An object or a list that is not closed yet. */
interface Open {
  readonly kind: 'object' | 'list';
  readonly path: string;
  /** The key or the number of what is being read in it. */
  at: string | number;
}

/** Reads where the values of a JSON text stand, as far as it is JSON. */
export function readJsonLines(text: string): JsonLines {
  const byPath = new Map<string, number>([['', 1]]);
  const open: Open[] = [];
  let expected: Expected = 'value';
  let line = 1;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    const [whole, space = '', string, mark, word] = match;
    line += space.split('\n').length - 1;
    const next = follow({ string, mark, word }, expected, open);
    if (next === null) return { byPath, brokenAt: line };
    if (next.path !== null) byPath.set(next.path, line);
    expected = next.expected;
    at += whole.length;
  }
  const rest = text.slice(at);
  const isWhole = rest.trim() === '' && expected === 'end';
  const spaceBeforeRest = rest.slice(0, rest.length - rest.trimStart().length);
  return { byPath, brokenAt: isWhole ? null : line + spaceBeforeRest.split('\n').length - 1 };
}

interface Token {
  readonly string: string | undefined;
  readonly mark: string | undefined;
  readonly word: string | undefined;
}

/** What a token makes of what is expected, and the path of a value that begins with it; null where it does not fit. */
function follow(
  { string, mark, word }: Token,
  expected: Expected,
  open: Open[],
): { readonly expected: Expected; readonly path: string | null } | null {
  const inner = open.at(-1);
  if (mark === '}' || mark === ']') return close(mark, expected, open);
  if (mark === ',') {
    if (expected !== 'comma' || !inner) return null;
    if (typeof inner.at === 'number') inner.at += 1;
    return { expected: inner.kind === 'object' ? 'key' : 'value', path: null };
  }
  if (mark === ':') return expected === 'colon' ? { expected: 'value', path: null } : null;
  if (expected === 'key' || expected === 'first_key') {
    if (string === undefined || !inner) return null;
    inner.at = string.slice(1, -1);
    return { expected: 'colon', path: pathIn(inner) };
  }
  if (expected !== 'value' && expected !== 'first_value') return null;
  const path = inner ? pathIn(inner) : '';
  // In an object it is the key that says where a value stands.
  const told = inner?.kind === 'object' ? null : path;
  if (mark === '{') {
    open.push({ kind: 'object', path, at: '' });
    return { expected: 'first_key', path: told };
  }
  if (mark === '[') {
    open.push({ kind: 'list', path, at: 0 });
    return { expected: 'first_value', path: told };
  }
  return string === undefined && word === undefined
    ? null
    : { expected: inner ? 'comma' : 'end', path: told };
}

function close(mark: '}' | ']', expected: Expected, open: Open[]) {
  const inner = open.pop();
  const kind = mark === '}' ? 'object' : 'list';
  const isFirst = expected === (mark === '}' ? 'first_key' : 'first_value');
  if (inner?.kind !== kind || !(isFirst || expected === 'comma')) return null;
  return { expected: open.length > 0 ? ('comma' as const) : ('end' as const), path: null };
}

function pathIn({ path, at }: Open): string {
  return path === '' ? String(at) : `${path}.${at}`;
}

/** The line of a place, or of what it is missing from. */
export function lineOfPlace({ byPath }: JsonLines, path: string): number {
  const parts = path === '' ? [] : path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const line = byPath.get(parts.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return 1;
}
