import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type DatabaseWatch, openDatabaseWatch } from '#app/db/readiness.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let opened: TestDatabase;
let watch: DatabaseWatch;

beforeAll(async () => {
  opened = await openTestDatabase();
  watch = openDatabaseWatch(opened.url);
});

afterAll(async () => {
  await watch.close();
  await opened.close();
});

const change = (statement: string) => opened.database.pool.query(statement);

describe('a migrated database', () => {
  test('passes every check', async () => {
    await watch.checkReachable();
    await watch.checkMigrations();
    await watch.checkQueue();
    await watch.checkInbox();
  });

  test('may be ahead: a newer version that runs beside this one has migrated it', async () => {
    await change(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('x', 'y', '20990101000000_newer', now())`);
    await watch.checkMigrations();
  });
});

test('a migration that is missing, unfinished or taken back is named', async () => {
  const name = '20261122000000_first_ledger';
  const missing = new RegExp(`not applied: ${name}$`);
  await change(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${name}'`);
  await expect(watch.checkMigrations()).rejects.toThrow(missing);
  await change(`UPDATE _prisma_migrations SET finished_at = now(), rolled_back_at = now()
    WHERE migration_name = '${name}'`);
  await expect(watch.checkMigrations()).rejects.toThrow(missing);
  await change(`DELETE FROM _prisma_migrations WHERE migration_name = '${name}'`);
  await expect(watch.checkMigrations()).rejects.toThrow(missing);
});

test('a database without the queue, or without the inbox, does not pass', async () => {
  await change('DROP SCHEMA graphile_worker CASCADE');
  await expect(watch.checkQueue()).rejects.toThrow(/graphile_worker/);
  await change('ALTER TABLE inbox RENAME TO elsewhere');
  await expect(watch.checkInbox()).rejects.toThrow(/inbox/);
});

test('nobody who answers does not pass either', async () => {
  const nowhere = openDatabaseWatch('postgresql://nobody@127.0.0.1:1/nothing');
  await expect(nowhere.checkReachable()).rejects.toThrow(/ECONNREFUSED/);
  await nowhere.close();
});
