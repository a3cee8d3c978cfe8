import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { migrateDatabase } from '#app/db/migrate.server.ts';
import { type Database, openDatabase } from '#app/db/database.server.ts';
import { deletePostgresData, startPostgres } from '#scripts/postgres.ts';
import { freePort } from '#tests/support/free-port.ts';

import { parentOf } from './processor-time.ts';

/** A durable PostgreSQL for one benchmark, on data that nobody needs afterwards. */
export interface BenchmarkPostgres {
  /** Creates and migrates a database. */
  createDatabase(name: string): Promise<{ url: string; database: Database }>;
  /** The server's main process, whose children do the work. */
  processId(): Promise<number>;
  /** The settings that decide what a commit is worth, as the server says them. */
  durability(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** As the compose file sets them: PostgreSQL's own are for a machine of the last century. */
const SETTINGS = { shared_buffers: '512MB', max_wal_size: '4GB' };

const DURABILITY = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  ...Object.keys(SETTINGS),
];

/** Starts a server whose commits survive a crash of the machine. */
export async function startBenchmarkPostgres(): Promise<BenchmarkPostgres> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-bench-'));
  const server = await startPostgres({
    dataFolder,
    port: await freePort(),
    durable: true,
    settings: SETTINGS,
  });
  const open = (name: string) =>
    openDatabase(server.url(name), { maxConnections: 4, applicationName: 'bench' });
  const maintenance = open('postgres');
  const opened: Database[] = [maintenance];
  return {
    async createDatabase(name) {
      await maintenance.pool.query(`CREATE DATABASE ${name}`);
      const database = open(name);
      opened.push(database);
      await migrateDatabase(database.pool);
      return { url: server.url(name), database };
    },
    async processId() {
      const { rows } = await maintenance.pool.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
      );
      return parentOf(rows[0]?.pid ?? NaN);
    },
    async durability() {
      const { rows } = await maintenance.pool.query<{ name: string; setting: string }>(
        'SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY($1)',
        [DURABILITY],
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    },
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await server.stop();
      await deletePostgresData(dataFolder);
    },
  };
}
