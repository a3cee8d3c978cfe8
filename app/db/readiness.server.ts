import pg from 'pg';

import { KEEP_ALIVE, limitConnections } from './connection-limits.server.ts';
import { listMigrations } from './migrate.server.ts';

/** Looks at the database from outside the work that is done in it. */
export interface DatabaseWatch {
  /** Rejects while the database does not answer. */
  readonly checkReachable: () => Promise<void>;
  /** Rejects while a migration of this version is missing. Further ones, of a newer version, are none of our business. */
  readonly checkMigrations: () => Promise<void>;
  /** Rejects while the job queue has no tables. */
  readonly checkQueue: () => Promise<void>;
  /** Rejects while nothing could be put into the inbox, for example because this is a standby server. */
  readonly checkInbox: () => Promise<void>;
  /** For statements that may take as long as these checks. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Whoever asks for health or metrics gives up a little later. */
const PATIENCE_MS = 2_000;

/**
 * Opens two connections for health and metrics alone: where all others are busy that is no reason to call the process
 * ill, and to have it restarted would make it worse.
 * @param connectionString a `postgresql://` address
 */
export function openDatabaseWatch(connectionString: string): DatabaseWatch {
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    application_name: 'evergreen-watch',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS + 500,
    idleTimeoutMillis: 60_000,
    ...KEEP_ALIVE,
    onConnect: limitConnections({ statementMsMax: PATIENCE_MS }),
  });
  // A connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const wanted = listMigrations();
  return {
    pool,
    async checkReachable() {
      await pool.query('SELECT 1');
    },
    async checkMigrations() {
      const names = await wanted;
      const { rows } = await pool.query<{ name: string }>(
        `SELECT migration_name AS name FROM "_prisma_migrations"
         WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY ($1::text[])`,
        [names],
      );
      const applied = new Set(rows.map((row) => row.name));
      const missing = names.filter((name) => !applied.has(name));
      if (missing.length > 0) throw new Error(`migrations not applied: ${missing.join(', ')}`);
    },
    async checkQueue() {
      await pool.query('SELECT FROM graphile_worker.jobs LIMIT 0');
    },
    async checkInbox() {
      const { rows } = await pool.query<{ writable: boolean }>(
        `SELECT has_table_privilege('inbox', 'INSERT') AND NOT pg_is_in_recovery() AS writable`,
      );
      if (!rows[0]?.writable) throw new Error('the inbox cannot be written to');
    },
    close: () => pool.end(),
  };
}
