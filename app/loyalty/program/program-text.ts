import type { Program } from './program.ts';
import { errorAt } from './program-problems.ts';
import { type ParsedProgram, parseProgram } from './upgrade-program.ts';

/** Longest text that is read, in UTF-16 units: ten times what a program with many rules and lists needs. */
export const PROGRAM_TEXT_LENGTH_MAX = 1_000_000;
/** Deepest nesting that is read; a program's own is 8. */
const DEPTH_MAX = 16;

/** A program as JSON that a person can read, and that `readProgramText` reads. */
export function writeProgramText(program: Program): string {
  return `${JSON.stringify(program, null, 2)}\n`;
}

/**
 * Reads a program from a text that somebody brings: what was exported, or was written by hand.
 * @returns the program, or everything that is wrong with it
 */
export function readProgramText(text: string): ParsedProgram {
  if (text.length > PROGRAM_TEXT_LENGTH_MAX) {
    return refuse('too_large', { lengthMax: PROGRAM_TEXT_LENGTH_MAX });
  }
  if (depthOf(text) > DEPTH_MAX) return refuse('too_deep', { depthMax: DEPTH_MAX });
  let document: unknown;
  try {
    // Editors of one system put a mark before a text that JSON does not know.
    document = JSON.parse(text.replace(/^\uFEFF/, ''), (_, value: unknown) =>
      typeof value === 'string' ? withoutUnstorable(value) : value,
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('not_json', {});
  }
  return parseProgram(document);
}

/** No database keeps what is no character: the zero, and half of a pair. Nobody has typed them. */
function withoutUnstorable(words: string): string {
  return words.replaceAll('\u0000', '').toWellFormed();
}

function refuse(
  code: 'not_json' | 'too_large' | 'too_deep',
  detail: Readonly<Record<string, number>>,
): ParsedProgram {
  return { ok: false, problems: [errorAt('', code, detail)] };
}

/**
 * How deep brackets are nested outside of texts: told before parsing, so that no parser has to go down there. A text
 * that does not end is one to the end of all, or the search would begin anew at each of its quotes.
 */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.?)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
