import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PlainError } from '../support/plain-error.ts';
import { runToEnd } from '../support/run-to-end.ts';

/** Everything that the build is made from. */
const SOURCES = ['app', 'public', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const FAILURE_LINES_SHOWN = 15;
const STAMP = path.join('build', 'built-from');

/**
 * Builds the app's pages, unless the build at hand was made from the same sources.
 * @param signal ends the build early
 * @returns whether it built
 * @throws PlainError with the build's own words where it fails
 */
export async function buildIfChanged(projectFolder: string, signal: AbortSignal): Promise<boolean> {
  const sources = await hashSources(projectFolder);
  const stampFile = path.join(projectFolder, STAMP);
  const built = await readFile(stampFile, 'utf8').catch(() => undefined);
  if (built === sources) return false;
  const outcome = await runToEnd('remix', ['vite:build'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
    signal,
  });
  if (outcome.code !== 0) {
    throw new PlainError(`The app could not be built:\n\n${failureIn(outcome.output)}`);
  }
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, sources);
  return true;
}

/** Vite tells at length what went well first, and dumps its state last. */
function failureIn(output: string): string {
  const lines = output.trim().split('\n');
  const failedAt = lines.findIndex((line) => /failed|error/i.test(line));
  return lines.slice(Math.max(failedAt, 0)).slice(0, FAILURE_LINES_SHOWN).join('\n');
}

async function hashSources(projectFolder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesBelow(path.join(projectFolder, source))) {
      hash
        .update(path.relative(projectFolder, file))
        .update('\0')
        .update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/** @returns the file itself, or every file below the folder, in a stable order */
async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.length === 0)
    return readFile(place).then(
      () => [place],
      () => [],
    );
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
