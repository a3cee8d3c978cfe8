// Whether the packages in node_modules are those of package-lock.json, and putting them there.
// Plain JavaScript without packages: it runs on the machine's own Node, before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const modulesFolder = path.join(projectFolder, 'node_modules');
const stampFile = path.join(modulesFolder, '.evergreen-installed');
const lockFile = path.join(projectFolder, '.cache', 'installing');

/** The Node that the project pins, once it is installed. */
export const pinnedNode = path.join(modulesFolder, 'node', 'bin', 'node');

/** Something a person can mend; shown without a stack. */
export class InstallationError extends Error {}

/** npm says the reason first, and the manual after it. */
const NPM_LINES_SHOWN = 12;

/** What the installation is made from: another lock file, or another machine's, is another installation. */
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(path.join(projectFolder, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
}

/** Notes that an installation ran to its end. npm calls this last (`postinstall`): one that was interrupted has no note. */
export function stampInstallation() {
  writeFileSync(stampFile, `${fingerprint()}\n`);
}

/** @returns {'complete' | 'missing' | 'interrupted' | 'outdated'} */
export function installationState() {
  if (!existsSync(modulesFolder)) return 'missing';
  if (!existsSync(stampFile) || !existsSync(pinnedNode)) return 'interrupted';
  return readFileSync(stampFile, 'utf8').trim() === fingerprint() ? 'complete' : 'outdated';
}

/** Installs what is missing or outdated, and waits where another command is just doing so. */
export async function ensureInstalled() {
  if (installationState() === 'complete') return;
  const release = await takeInstallLock();
  try {
    const state = installationState();
    if (state !== 'complete') await install(state);
  } finally {
    release();
  }
}

const reasons = {
  missing: 'Installing the packages (only the first time; one to three minutes)',
  interrupted: 'The last installation of the packages was interrupted. Installing again',
  outdated: 'The project asks for other packages than before. Installing them',
};

/** @param {'missing' | 'interrupted' | 'outdated'} state */
async function install(state) {
  process.stderr.write(`${reasons[state]} …\n`);
  // `npm ci` begins by deleting node_modules, and with it the note of the installation before.
  const { code, errors, interrupted } = await runNpmCi();
  if (interrupted) {
    throw new InstallationError(
      'The installation was interrupted. Run the same command again: it begins anew by itself.',
    );
  }
  if (code === 0 && installationState() === 'complete') return;
  const words = errors.trim().split('\n').slice(0, NPM_LINES_SHOWN).join('\n');
  throw new InstallationError(`${words}\n\n${explainFailure(errors)}`);
}

const ENDING_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @returns {Promise<{ code: number | null, errors: string, interrupted: boolean }>} */
function runNpmCi() {
  const startedAt = Date.now();
  // The Node that npm would find first lies in node_modules, which `npm ci` deletes.
  const ownPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes(`node_modules${path.sep}.bin`))
    .join(path.delimiter);
  // Development packages always: the build, PostgreSQL and the pinned Node are among them, whatever NODE_ENV says.
  const flags = [
    '--include=dev',
    '--loglevel=error',
    '--fetch-retry-mintimeout=2000',
    '--fetch-retry-maxtimeout=10000',
  ];
  const npm = spawn('npm', ['ci', ...flags], {
    cwd: projectFolder,
    env: { ...process.env, PATH: ownPath },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  npm.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let interrupted = false;
  // npm must end with this process: left alone it would go on deleting and writing under the next one's feet.
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    interrupted = true;
    npm.kill(signal);
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, passOn);
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    process.stderr.write(`  … still installing, ${seconds} s\n`);
  }, 15_000);
  return new Promise((resolve) => {
    const finish = (code, problem = '') => {
      clearInterval(ticker);
      for (const signal of ENDING_SIGNALS) process.off(signal, passOn);
      resolve({ code, errors: errors + problem, interrupted });
    };
    npm.on('error', (error) => finish(1, error.message));
    npm.on('close', (code) => finish(code));
  });
}

/** @param {string} errors what npm wrote */
function explainFailure(errors) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(errors)
  ) {
    return 'npm could not reach its registry. Check the network (and the proxy, if there is one), then run the same command again: it goes on by itself.';
  }
  if (/ENOSPC/.test(errors)) {
    return 'The disk is full. The packages need about 1.5 GB: make room, then run the same command again.';
  }
  if (/EACCES|EPERM|EROFS/.test(errors)) {
    return `npm may not write to ${modulesFolder}. Give your user the right to, then run the same command again.`;
  }
  return 'npm could not install the packages; its own words are above. Mend that, then run the same command again: it begins anew by itself.';
}

/** Two installations into one folder would spoil each other. */
async function takeInstallLock() {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  let told = false;
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return () => rmSync(lockFile, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(Number(readFileSync(lockFile, 'utf8')))) rmSync(lockFile, { force: true });
    else if (!told) {
      told = true;
      process.stderr.write('Another command is installing the packages. Waiting for it …\n');
    }
    await sleep(500);
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
