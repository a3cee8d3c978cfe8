import { errorAt, type ProgramProblem } from '#app/loyalty/program/program-problems.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

/** Longest note that goes with a version. */
const NOTE_LENGTH_MAX = 500;

/** A note that can be kept, or why it cannot. */
type ReadNote =
  | { readonly ok: true; readonly text: string | null }
  | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

/** Reads what staff say about a version: nothing but blanks is no note. */
export function readNote(note: string | null): ReadNote {
  const text = storableText(note?.trim() ?? '');
  if (text.length > NOTE_LENGTH_MAX) {
    return { ok: false, problems: [errorAt('note', 'too_long', { maximum: NOTE_LENGTH_MAX })] };
  }
  return { ok: true, text: text === '' ? null : text };
}
