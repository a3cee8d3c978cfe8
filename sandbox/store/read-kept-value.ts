import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The file of the state, in the sandbox's data folder. */
export const STATE_FILE = 'sandbox.sqlite';

/**
 * Reads one value of a sandbox that does not run.
 * @param dataFolder where its state lies
 * @param name the value's name
 * @returns undefined where there is no such sandbox yet, or it has not kept this value
 */
export function readKeptValue(dataFolder: string, name: string): unknown {
  const path = join(dataFolder, STATE_FILE);
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path);
  try {
    const row = database
      .prepare("SELECT body FROM entities WHERE kind = 'value' AND id = ?")
      .get(name);
    return row === undefined ? undefined : JSON.parse(String(row['body']));
  } finally {
    database.close();
  }
}
