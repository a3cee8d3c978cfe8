import pg from 'pg';
import { expect, test } from 'vitest';

import { openTestDatabase } from './database.ts';

test('a test file gets a database of its own, migrated and empty', async () => {
  const first = await openTestDatabase();
  const second = await openTestDatabase();
  await first.database.pool.query(
    `INSERT INTO shops (domain, name, currency, timezone, locale, is_development, installed_at)
     VALUES ('a.myshopify.com', 'A', 'EUR', 'UTC', 'en', false, now())`,
  );
  const { rows } = await second.database.pool.query('SELECT count(*)::int AS count FROM shops');
  expect(rows).toEqual([{ count: 0 }]);
  await first.close();
  await second.close();
});

test('a connection that a file leaves open fails the file', async () => {
  const testDatabase = await openTestDatabase();
  const forgotten = new pg.Client({
    connectionString: testDatabase.url,
    application_name: 'forgotten',
  });
  // Closing drops the database under it.
  forgotten.on('error', () => undefined);
  await forgotten.connect();
  await expect(testDatabase.close()).rejects.toThrow(/left open by this file:\s+forgotten/);
});

test('a client that is never given back to the pool fails the file', async () => {
  const testDatabase = await openTestDatabase();
  const kept = await testDatabase.database.pool.connect();
  kept.on('error', () => undefined);
  await kept.query('SELECT 1');
  await expect(testDatabase.close()).rejects.toThrow(/left open by this file/);
});
