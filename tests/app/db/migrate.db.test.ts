import { cp, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { MigrationError, migrateDatabase } from '#app/db/migrate.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let testDatabase: TestDatabase;
let folder: string;

async function addMigration(name: string, script: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), script);
}

const migrate = () => migrateDatabase(testDatabase.database.pool, { folder });

async function tableExists(table: string): Promise<boolean> {
  const { rows } = await testDatabase.database.pool.query<{ found: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS found',
    [table],
  );
  return rows[0]?.found ?? false;
}

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await cp('prisma/migrations', folder, { recursive: true });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await testDatabase.close();
});

describe('migrating a database', () => {
  test('one that is up to date stays as it is', async () => {
    expect(await migrate()).toEqual([]);
  });

  test('applies what is new in the order of the names, and notes it as Prisma does', async () => {
    await addMigration('20990102000000_second', 'ALTER TABLE seeds ADD COLUMN name text;');
    await addMigration('20990101000000_first', 'CREATE TABLE seeds (id int); -- one\n');
    expect(await migrate()).toEqual(['20990101000000_first', '20990102000000_second']);
    const { rows } = await testDatabase.database.pool.query(
      `SELECT checksum, length(id) AS id_length, finished_at >= started_at AS finished, applied_steps_count, logs, rolled_back_at
         FROM _prisma_migrations WHERE migration_name = '20990101000000_first'`,
    );
    expect(rows).toEqual([
      {
        // sha256sum of the script, as it lies in the file
        checksum: '5b128181a9fd75e2cfb3e680ec0cdef24e7712bdb8d83cd62e3f0b5f56327da0',
        id_length: 36,
        finished: true,
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
      },
    ]);
  });

  test('one that fails leaves nothing behind and names itself', async () => {
    await addMigration('20990103000000_broken', 'CREATE TABLE half (id int); SELECT nonsense;');
    await expect(migrate()).rejects.toThrow(/20990103000000_broken failed and was undone/);
    expect(await tableExists('half')).toBe(false);
    await rm(path.join(folder, '20990103000000_broken'), { recursive: true });
    expect(await migrate()).toEqual([]);
  });

  test('two processes at once apply each migration once', async () => {
    await addMigration('20990104000000_together', 'CREATE TABLE together (id int);');
    const applied = await Promise.all([migrate(), migrate(), migrate()]);
    expect(applied.flat()).toEqual(['20990104000000_together']);
  });

  test('one that was changed after it had been applied is an error', async () => {
    await addMigration('20990101000000_first', 'CREATE TABLE seeds (id bigint);');
    await expect(migrate()).rejects.toThrow(MigrationError);
    await expect(migrate()).rejects.toThrow(/20990101000000_first was changed/);
    await addMigration('20990101000000_first', 'CREATE TABLE seeds (id int); -- one\n');
  });

  test('one that another tool began and never finished is an error', async () => {
    await testDatabase.database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '20990105000000_begun')`,
    );
    await addMigration('20990105000000_begun', 'CREATE TABLE begun (id int);');
    await expect(migrate()).rejects.toThrow(/begun by another tool and never finished/);
    expect(await tableExists('begun')).toBe(false);
  });

  test('brings the tables of the job queue along', async () => {
    expect(await tableExists('graphile_worker.jobs')).toBe(true);
  });
});
