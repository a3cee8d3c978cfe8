import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { PlainError } from '../support/plain-error.ts';

/** That this process alone works on a data folder. */
export interface DemoLock {
  /** Whether an earlier run ended without giving its lock back; what it started may be about to end. */
  readonly wasAbandoned: boolean;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process.
 * @throws PlainError where another run has it
 */
export async function lockDataFolder(dataFolder: string): Promise<DemoLock> {
  await mkdir(dataFolder, { recursive: true }).catch((error: unknown) => {
    throw new PlainError(
      `The folder ${dataFolder} cannot be made: ${(error as Error).message}. Choose another with --data.`,
    );
  });
  const file = path.join(dataFolder, 'lock');
  const wasAbandoned = await take(file, dataFolder);
  return { wasAbandoned, release: () => rm(file, { force: true }) };
}

async function take(file: string, dataFolder: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return false;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new PlainError('The disk is full. Make room, then start again.');
    if (code !== 'EEXIST') throw new PlainError(`${dataFolder} cannot be written: ${message}`);
  }
  const holder = Number(await readFile(file, 'utf8'));
  if (await isRunning(holder)) {
    throw new PlainError(
      `Evergreen is already running on ${dataFolder} (process ${holder}). Use that one, end it with Ctrl-C, or start a second one with --data and other ports.`,
    );
  }
  await rm(file, { force: true });
  await take(file, dataFolder);
  return true;
}

/** Whether the process is there and is one of ours: after a crash its number may belong to another program. */
async function isRunning(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || /scripts\/(demo|dev)\.ts/.test(command);
}
