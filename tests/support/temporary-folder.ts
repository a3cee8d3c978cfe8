import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll } from 'vitest';

const made: string[] = [];

// Hooks run in the reverse order of their registration: the file's own, which close what uses a folder, come before.
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * Makes an empty folder that is gone after the last test of the file.
 * @param subject what it is for: part of its name, so that one that stays tells where it comes from
 * @returns its absolute path
 */
export function temporaryFolder(subject: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `evergreen-${subject}-`));
  made.push(folder);
  return folder;
}
