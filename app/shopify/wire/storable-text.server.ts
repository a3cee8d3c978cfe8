/**
 * Text as PostgreSQL keeps it. JSON can write two things that neither `text` nor `jsonb` takes: NUL, and one half of a
 * surrogate pair. Each becomes `�`, so that an order is not lost for a damaged title.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** The same of what may be missing. */
export function storableTextOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storableText(text);
}
