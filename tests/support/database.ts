import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';
import { inject } from 'vitest';

import { type Database, openDatabase } from '#app/db/database.server.ts';

import { TEMPLATE_DATABASE, TEST_DATABASE_PREFIX } from './postgres-for-tests.ts';

export interface TestDatabase {
  readonly database: Database;
  /** For whatever opens connections of its own (a worker, a second pool). It must close them before `close`. */
  readonly url: string;
  /** Ends the connections and drops the database. Throws when a connection of this file is still open: a leak. */
  close(): Promise<void>;
}

/** The server ends a closed connection's process a moment after the client has gone. */
const FAREWELL_MS_MAX = 20_000;

/** Opens a database of this file's own: migrated, empty, on the run's real PostgreSQL. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `${TEST_DATABASE_PREFIX}${randomBytes(8).toString('hex')}`;
  const maintenanceUrl = inject('postgresUrl');
  await onMaintenance(maintenanceUrl, async (sql) => {
    await sql.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  });
  const url = new URL(maintenanceUrl);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, { maxConnections: 10, applicationName: name });
  return {
    database,
    url: url.href,
    async close() {
      const busy = database.pool.totalCount - database.pool.idleCount;
      // A client that was never given back would keep the pool from ending at all.
      if (busy === 0) await database.close();
      await onMaintenance(maintenanceUrl, async (sql) => {
        const leaked = await connectionsLeftOpen(sql, name);
        await sql.query(`DROP DATABASE ${name} WITH (FORCE)`);
        if (leaked.length > 0) {
          throw new Error(`Connections were left open by this file:\n${leaked.join('\n')}`);
        }
      });
    },
  };
}

async function onMaintenance(url: string, work: (sql: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'maintenance' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** @returns one line a connection: who opened it and what it did last */
async function connectionsLeftOpen(sql: pg.Client, database: string): Promise<string[]> {
  const deadline = Date.now() + FAREWELL_MS_MAX;
  for (;;) {
    const { rows } = await sql.query<{ line: string }>(
      `SELECT format('  %s (%s): %s', application_name, state, query) AS line
         FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => row.line);
    await sleep(20);
  }
}
