// Runs a TypeScript script, or a tool of node_modules, so that it works on a fresh clone:
//   node scripts/run.mjs scripts/demo.ts --reset
//   node scripts/run.mjs eslint .
// Installs what is missing, writes the Prisma client where the schema has changed, then runs the command on the Node
// that the project pins. Plain JavaScript without packages, for whatever Node (20 or newer) the machine has.
// The scripts of package.json begin with `exec`: a shell in between would die of a signal without passing it on.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

import { generateClient } from './generate.mjs';
import { ensureInstalled, InstallationError, pinnedNode, projectFolder } from './installation.mjs';

const MINIMUM_NODE_MAJOR = 20;

/** @param {string[]} command a `.ts` file or a tool's name, then its arguments */
function start([what, ...rest]) {
  const tools = path.join(projectFolder, 'node_modules', '.bin');
  const [file, ...args] = what.endsWith('.ts')
    ? [pinnedNode, what, ...rest]
    : [path.join(tools, what), ...rest];
  return spawn(file, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}` },
  });
}

/** Ends as the child ends. A signal meant for this process is passed on, and only the child decides when to go. */
function endWith(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
    // A terminal that has gone away cannot be waited for.
    process.exit();
  });
}

if (Number(process.versions.node.split('.')[0]) < MINIMUM_NODE_MAJOR) {
  process.stderr.write(
    `Evergreen needs Node ${MINIMUM_NODE_MAJOR} or newer to begin with; this is ${process.version}. Get one from https://nodejs.org and run the same command again.\n`,
  );
  process.exit(1);
}

try {
  await ensureInstalled();
  generateClient();
  endWith(start(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`\n${error instanceof InstallationError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
