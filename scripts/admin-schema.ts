import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { z } from 'zod';

/** The version of Shopify's Admin API that the app speaks and the sandbox answers. */
export const ADMIN_API_VERSION = '2026-10';

/**
 * Where Shopify publishes the introspection of that version. The package is used for its data alone: installing it
 * would bring 330 MB along, its tarball is 14 MB and the one file needed of it is under 1 MB.
 */
const SOURCE = {
  name: '@shopify/dev-mcp',
  version: '1.16.0',
  integrity:
    'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==',
  file: `dist/data/admin_${ADMIN_API_VERSION}.json.gz`,
};

const CACHE_FOLDER = fileURLToPath(new URL('../.cache/shopify-schema', import.meta.url));

/** The schema cannot be had: what failed, and what to do about it. */
export class SchemaUnavailable extends Error {
  override name = 'SchemaUnavailable';
}

/**
 * The introspection of the Admin API, fetched once from the npm registry the user has configured and kept below
 * the project in `.cache/`.
 * @returns path of the gzipped JSON: `{ data: { __schema } }`
 * @throws SchemaUnavailable when there is no copy and the registry cannot be reached, or its answer is not the pinned one
 */
export async function ensureAdminSchema(): Promise<string> {
  const path = join(CACHE_FOLDER, SOURCE.version, `admin_${ADMIN_API_VERSION}.json.gz`);
  if (existsSync(path)) return path;
  await mkdir(join(CACHE_FOLDER, SOURCE.version), { recursive: true });
  const scratch = await mkdtemp(join(CACHE_FOLDER, 'fetching-'));
  try {
    // Loaded only here: it takes a third of a second, which every later start would pay for nothing.
    const { default: pacote } = await import('pacote');
    const tarball = await download(scratch);
    const unpacked = join(scratch, 'package');
    await pacote.extract(`file:${tarball}`, unpacked, {
      integrity: SOURCE.integrity,
      cache: join(scratch, 'cache'),
    });
    // A rename is atomic: a second process that fetches at the same time, or an interruption, leaves no torn file.
    await rename(join(unpacked, SOURCE.file), path);
    return path;
  } catch (error) {
    throw new SchemaUnavailable(explain(error), { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Downloads the tarball with the user's own npm, so that registry, proxy, certificates and credentials are those
 * of the npm configuration; pacote alone would need each of them handed over, and npm does not hand out credentials.
 */
async function download(folder: string): Promise<string> {
  const npm = npmCommand();
  const packArguments = [
    'pack',
    `${SOURCE.name}@${SOURCE.version}`,
    '--loglevel=error',
    '--ignore-scripts',
  ];
  await promisify(execFile)(npm.file, [...npm.leading, ...packArguments], {
    cwd: folder,
    shell: npm.shell,
    maxBuffer: 16 * 1024 * 1024,
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm downloaded no tarball of ${SOURCE.name}`);
  return join(folder, tarball);
}

/** npm as it runs us (`npm_execpath`), else the one on the PATH, which on Windows is a script that needs a shell. */
function npmCommand(): { file: string; leading: string[]; shell: boolean } {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('npm-cli.js')) {
    return { file: process.execPath, leading: [running], shell: false };
  }
  return { file: 'npm', leading: [], shell: process.platform === 'win32' };
}

const Failure = z.object({ code: z.unknown().optional(), stderr: z.string().optional() });

function explain(error: unknown): string {
  const failure = Failure.safeParse(error).data;
  if (failure?.code === 'EINTEGRITY') {
    return (
      `The registry's copy of ${SOURCE.name}@${SOURCE.version} is not the pinned one (its checksum differs). ` +
      'Check which registry npm uses: npm config get registry'
    );
  }
  const said = failure?.stderr?.trim() ?? '';
  const thrown = error instanceof Error ? error.message : String(error);
  return (
    `Shopify's Admin API schema could not be fetched from the npm registry (${SOURCE.name}@${SOURCE.version}).\n${said === '' ? thrown : said}\n` +
    'It is needed once; afterwards it is kept in .cache/shopify-schema. Check the network and the registry ' +
    '(npm config get registry), then run: node scripts/admin-schema.ts'
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${await ensureAdminSchema()}\n`);
  } catch (error) {
    if (!(error instanceof SchemaUnavailable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
