import { PlainError } from '../support/plain-error.ts';

/** PostgreSQL could not be started or stopped. */
export class PostgresError extends PlainError {
  override name = 'PostgresError';
}

/**
 * Turns PostgreSQL's own words into a sentence and the way on.
 * @param output what its programs and its log said
 */
export function postgresError(
  output: string,
  { port, dataFolder }: { port: number; dataFolder: string },
): PostgresError {
  if (/Address already in use|could not bind/i.test(output)) {
    return new PostgresError(
      `Port ${port}, where PostgreSQL is to listen, is taken by another program. End that program, or choose another port.`,
    );
  }
  if (/No space left on device/i.test(output)) {
    return new PostgresError(
      `The disk is full, so PostgreSQL cannot work in ${dataFolder}. Make room (it needs about 200 MB) and try again.`,
    );
  }
  if (/database files are incompatible|initialized by PostgreSQL version/i.test(output)) {
    return new PostgresError(
      `The data in ${dataFolder} were written by another version of PostgreSQL. Begin anew with an empty folder.`,
    );
  }
  if (/Permission denied/i.test(output)) {
    return new PostgresError(
      `PostgreSQL may not read or write ${dataFolder}. Give your user that folder, or choose another.\n${output.trim()}`,
    );
  }
  return new PostgresError(`PostgreSQL could not do its work in ${dataFolder}:\n${output.trim()}`);
}
