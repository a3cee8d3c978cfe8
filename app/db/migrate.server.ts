import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { runMigrations } from 'graphile-worker';
import type pg from 'pg';

const ownMigrations = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** The lock that Prisma's own CLI takes while it migrates: whoever comes second waits, whichever tool it is. */
const MIGRATION_LOCK = 72_707_369;

/** Two processes may start at once; the second waits for the first, but not for ever. */
const LOCK_WAIT = '60s';

/** As Prisma's CLI creates it, so that the CLI agrees wherever it can run. */
const CREATE_RECORD = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
}

interface RecordedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The database cannot be brought to what this version of the app expects; says why and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Brings the database to what this version of the app expects: first the app's own migrations, each in a transaction
 * of its own and in the order of their names, then those of the job queue. Repeating it changes nothing, and processes
 * that do it at the same time wait for each other.
 * @param options.folder where the migrations lie, one folder each; the app's own unless a test says otherwise
 * @returns the names of the migrations applied now, in order
 * @throws MigrationError where a migration fails, or one that was applied has been changed since
 */
export async function migrateDatabase(
  pool: pg.Pool,
  options: { folder?: string } = {},
): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? ownMigrations);
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('SET lock_timeout = DEFAULT');
    const applied = await applyMissing(client, migrations);
    await runMigrations({ pgPool: pool });
    return applied;
  } finally {
    // Ending the connection gives back the lock, also after an error in the middle of a statement.
    client.release(true);
  }
}

/** The names of this version's migrations, in the order in which they are applied. */
export async function listMigrations(): Promise<string[]> {
  return (await readMigrations(ownMigrations)).map((migration) => migration.name);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    }),
  );
}

async function applyMissing(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(CREATE_RECORD);
  const { rows } = await client.query<RecordedMigration>(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const recorded = new Map(rows.map((row) => [row.migration_name, row]));
  const applied: string[] = [];
  for (const migration of migrations) {
    const record = recorded.get(migration.name);
    if (record) {
      assertUnchanged(migration, record);
    } else {
      await apply(client, migration);
      applied.push(migration.name);
    }
  }
  return applied;
}

function assertUnchanged(migration: Migration, record: RecordedMigration): void {
  if (record.finished_at === null) {
    throw new MigrationError(
      `Migration ${migration.name} was begun by another tool and never finished. Mend the database, then mark it with \`prisma migrate resolve\`.`,
    );
  }
  if (record.checksum !== migration.checksum) {
    throw new MigrationError(
      `Migration ${migration.name} was changed after it had been applied. Restore its file, and put the change into a new migration.`,
    );
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.script);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(
      `Migration ${migration.name} failed and was undone: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
