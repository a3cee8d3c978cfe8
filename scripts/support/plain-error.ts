/** Something the person at the keyboard can mend. Its message says what and how; it is shown without a stack. */
export class PlainError extends Error {
  override name = 'PlainError';
}

/** What to print for an error: the sentence alone where it was written for people, everything where it is a bug. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof PlainError ? error.message : (error.stack ?? error.message);
}
