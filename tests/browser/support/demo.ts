import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { deletePostgresData } from '#scripts/postgres.ts';
import { freePort } from '#tests/support/free-port.ts';

/** The whole of Evergreen with a shop around it, as `npm run demo` starts it. */
export interface RunningDemo {
  readonly shop: string;
  readonly admin: string;
  readonly mail: string;
  /** The app itself, which people see inside the admin only. */
  readonly app: string;
  /** Where the app's database can be reached. */
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** Ends every process, and forgets the data. */
  stop(): Promise<void>;
}

const PORTS = ['app', 'shop', 'admin', 'mail', 'smtp', 'database'] as const;

/**
 * Starts the demo on ports and data of its own: real processes, every hop signed and checked.
 * @param args further options of the demo, such as `--empty`
 */
export async function startDemo(args: readonly string[]): Promise<RunningDemo> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-browser-'));
  const ports = { app: 0, shop: 0, admin: 0, mail: 0, smtp: 0, database: 0 };
  for (const name of PORTS) ports[name] = await freePort();
  const child = spawn(
    process.execPath,
    [
      'scripts/demo.ts',
      ...PORTS.flatMap((name) => [`--${name}-port`, String(ports[name])]),
      ...['--data', dataFolder],
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  await untilReady(child);
  return {
    shop: `http://localhost:${ports.shop}`,
    admin: `http://localhost:${ports.admin}`,
    mail: `http://localhost:${ports.mail}`,
    app: `http://localhost:${ports.app}`,
    databaseUrl: `postgresql://postgres@127.0.0.1:${ports.database}/evergreen`,
    dataFolder,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await deletePostgresData(path.join(dataFolder, 'postgres'));
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The demo did not start:\n${said}`)));
  });
}
