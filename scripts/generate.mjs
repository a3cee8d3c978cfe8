// Writes the Prisma client to app/db/generated when the schema or Prisma itself has changed.
// npm runs this file after every installation (`postinstall`), on the machine's own Node: plain JavaScript.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  InstallationError,
  pinnedNode,
  projectFolder,
  stampInstallation,
} from './installation.mjs';

const schemaFile = path.join(projectFolder, 'prisma', 'schema.prisma');
const generatedFile = path.join(projectFolder, 'app', 'db', 'generated', 'internal', 'class.ts');
const clientPackage = path.join(projectFolder, 'node_modules', '@prisma', 'client', 'package.json');
const prismaFolder = path.join(projectFolder, 'node_modules', 'prisma');

/** The generated client carries the schema (with its columns aligned anew) and the version that it was made from. */
function isUpToDate() {
  if (!existsSync(generatedFile)) return false;
  const generated = readFileSync(generatedFile, 'utf8');
  const { version } = JSON.parse(readFileSync(clientPackage, 'utf8'));
  const [, inlined = '""'] = /"inlineSchema": ("(?:[^"\\]|\\.)*")/.exec(generated) ?? [];
  return (
    withSingleSpaces(JSON.parse(inlined)) === withSingleSpaces(readFileSync(schemaFile, 'utf8')) &&
    generated.includes(`"clientVersion": "${version}"`)
  );
}

/** @param {string} text */
function withSingleSpaces(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/** Generates the client unless it is there already. */
export function generateClient() {
  if (isUpToDate()) return;
  const { bin } = JSON.parse(readFileSync(path.join(prismaFolder, 'package.json'), 'utf8'));
  const outcome = spawnSync(pinnedNode, [path.join(prismaFolder, bin.prisma), 'generate'], {
    cwd: projectFolder,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Generating asks for the path of an engine that it never runs, and would download it. Naming any file spares that.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? pinnedNode,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (outcome.status === 0 && isUpToDate()) return;
  throw new InstallationError(
    `The Prisma client could not be written from prisma/schema.prisma:\n${outcome.stdout}${outcome.stderr}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    // Without development packages there is no pinned Node, and mostly no generator (Prisma's client asks for it as an
    // optional peer): such an installation brings its generated client along.
    if (existsSync(prismaFolder) && existsSync(pinnedNode)) generateClient();
    stampInstallation();
  } catch (error) {
    process.stderr.write(`${error instanceof InstallationError ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
