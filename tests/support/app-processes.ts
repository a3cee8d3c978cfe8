import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { migrateDatabase } from '#app/db/migrate.server.ts';
import { openDatabase } from '#app/db/database.server.ts';
import {
  deletePostgresData,
  type PostgresServer,
  startPostgres,
  type StopMode,
} from '#scripts/postgres.ts';

import { freePort } from './free-port.ts';

/** Long enough for a machine that does much else meanwhile; nobody waits for it where all is well. */
const PATIENCE_MS = 60_000;

export const API_SECRET = 'the secret of these tests';
const DATABASE = 'evergreen';

/** A run that is broken off must not leave processes behind. */
const END_WITH_PARENT = './scripts/demo/end-with-parent.ts';

/** A PostgreSQL that a test may stop and start, with a database that is migrated or not yet. */
export interface OwnPostgres {
  readonly url: string;
  start(): Promise<void>;
  stop(mode?: StopMode): Promise<void>;
  createDatabase(): Promise<void>;
  migrate(): Promise<void>;
  /** Stops it for good and deletes its data. */
  end(): Promise<void>;
}

/** @param settings of the server, where PostgreSQL's own will not do */
export async function preparePostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPostgres> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-own-postgres-'));
  const port = await freePort();
  let server: PostgresServer | undefined;
  const url = `postgresql://postgres@127.0.0.1:${port}/${DATABASE}`;
  const stop = async (mode?: StopMode) => {
    await server?.stop(mode);
    server = undefined;
  };
  return {
    url,
    stop,
    async start() {
      server = await startPostgres({ dataFolder, port, durable: true, settings });
    },
    async createDatabase() {
      await onDatabase(url.replace(/\/\w+$/, '/postgres'), `CREATE DATABASE ${DATABASE}`);
    },
    async migrate() {
      const database = openDatabase(url, { maxConnections: 2, applicationName: 'test' });
      await migrateDatabase(database.pool).finally(() => database.close());
    },
    async end() {
      await stop();
      await deletePostgresData(dataFolder);
    },
  };
}

async function onDatabase(url: string, statement: string): Promise<void> {
  const database = openDatabase(url, { maxConnections: 1, applicationName: 'test' });
  await database.pool.query(statement).finally(() => database.close());
}

/** A process of the app, as it runs anywhere. */
export interface AppProcess {
  readonly origin: string;
  /** Where health and metrics are. */
  readonly operations: string;
  /** Everything that it wrote so far. */
  log(): string;
  untilLogged(text: string): Promise<void>;
  /** Closes the other end of what it writes to, as a log collector that dies. */
  stopReading(): void;
  /** Waits until `/readyz` answers with this status. */
  untilReadiness(status: 200 | 503): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** @returns its exit code, null where a signal ended it */
  ended(): Promise<number | null>;
}

/** Starts the web process (with pages of the test's own) or the real worker. */
export async function startAppProcess(
  role: 'web' | 'worker',
  databaseUrl: string,
  extra: Record<string, string> = {},
): Promise<AppProcess> {
  const port = await freePort();
  const metricsPort = await freePort();
  const script = role === 'web' ? 'tests/support/web-process.ts' : 'worker.ts';
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, script], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      DATABASE_URL: databaseUrl,
      SHOPIFY_API_KEY: 'key',
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'https://evergreen.example',
      ...extra,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const origin = `http://127.0.0.1:${port}`;
  const operations = `http://127.0.0.1:${metricsPort}`;
  const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`the ${role} process never ${what}:\n${log}`);
      await sleep(50);
    }
  };
  return {
    origin,
    operations,
    log: () => log,
    untilLogged: (text) => until(`logged "${text}"`, () => log.includes(text)),
    untilReadiness: (status) =>
      until(`answered ${status}`, async () => (await statusOf(`${operations}/readyz`)) === status),
    stopReading: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill: (signal) => child.kill(signal),
    ended: async () => (await exit)[0],
  };
}

/** A process that is asked while its database goes away may owe the answer for ever. */
const ANSWER_MS_MAX = 5_000;

/** @returns undefined where nobody answers */
export async function statusOf(url: string): Promise<number | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) }).catch(
    () => undefined,
  );
  await response?.body?.cancel();
  return response?.status;
}
