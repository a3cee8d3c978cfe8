import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { chromium } from 'playwright';

import { PlainError } from './support/plain-error.ts';
import { type Outcome, runToEnd } from './support/run-to-end.ts';

/** Where systems keep one. */
const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium, or installs one: Debian's package where we are root on Debian, Playwright's own elsewhere.
 * @param tell hears what is being done, for it may take minutes
 * @returns the path of its program
 * @throws PlainError where there is none and none can be installed
 */
export async function ensureChromium(tell: (line: string) => void): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const attempts: string[] = [];
  for (const { name, install } of waysToInstall()) {
    tell(`There is no Chromium here. Installing ${name} …`);
    const outcome = await install();
    const installed = findChromium();
    if (installed) return installed;
    attempts.push(`${name}:\n${outcome.output.trim().split('\n').slice(-8).join('\n')}`);
  }
  throw new PlainError(
    `The browser tests need Chromium, and none could be installed. Install Chromium or Chrome yourself, or name one with CHROMIUM_PATH, then run the same command again.\n\n${attempts.join('\n\n')}`,
  );
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (works(named)) return named;
    throw new PlainError(
      `CHROMIUM_PATH names ${named}, which does not run. Correct it or unset it.`,
    );
  }
  return [...KNOWN_PLACES, chromium.executablePath()].find(works);
}

/** A program that lies there but lacks its libraries is of no use. */
function works(program: string): boolean {
  return existsSync(program) && spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0;
}

function waysToInstall(): { name: string; install: () => Promise<Outcome> }[] {
  const isRoot = process.getuid?.() === 0;
  const debian = {
    name: "Debian's package (chromium)",
    install: () => installDebianPackage(),
  };
  const playwright = {
    name: "Playwright's own",
    install: () =>
      runToEnd('playwright', ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], {
        cwd: process.cwd(),
      }),
  };
  const onDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  return isRoot && onDebian ? [debian, playwright] : [playwright];
}

async function installDebianPackage(): Promise<Outcome> {
  const options = {
    cwd: '/',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const update = await runToEnd('apt-get', ['update'], options);
  // The list may be old but sufficient: a failed update is told only if the installation fails as well.
  const install = await runToEnd(
    'apt-get',
    ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    options,
  );
  return { code: install.code, output: `${update.output}${install.output}` };
}
