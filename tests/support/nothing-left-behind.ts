import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** PostgreSQL, where it runs under an account of its own, must be able to pass through to its data. */
const PASSABLE = 0o711;

/** What tools keep for their next start, wherever temporary files go. */
const CACHES = new Set(['node-compile-cache']);

/**
 * Gives a run of the tests a folder of its own for temporary files, and deletes it with the run. A run whose tests have
 * left something in it fails: on a machine that tests every day, what stays behind fills the disk.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const before = process.env['TMPDIR'];
  const folder = await mkdtemp(path.join(tmpdir(), 'evergreen-run-'));
  await chmod(folder, PASSABLE);
  process.env['TMPDIR'] = folder;
  return async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    const left = (await readdir(folder)).filter((name) => !CACHES.has(name));
    await rm(folder, { recursive: true, force: true });
    if (left.length > 0) {
      throw new Error(`Tests have left temporary files behind: ${left.toSorted().join(', ')}`);
    }
  };
}
