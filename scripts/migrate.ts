import { openDatabase } from '#app/db/database.server.ts';
import { MigrationError, migrateDatabase } from '#app/db/migrate.server.ts';

import { describeError, PlainError } from './support/plain-error.ts';

/** Brings the database that DATABASE_URL names to what this version of the app expects. */
async function migrate(): Promise<void> {
  const address = process.env.DATABASE_URL;
  if (!address) throw new PlainError('Set DATABASE_URL to the database that is to be migrated.');
  const database = openDatabase(address, { maxConnections: 3, applicationName: 'migrate' });
  try {
    const applied = await migrateDatabase(database.pool);
    const names = applied.map((name) => `  ${name}\n`).join('');
    process.stdout.write(applied.length > 0 ? `Applied:\n${names}` : 'Nothing to apply.\n');
  } finally {
    await database.close();
  }
}

try {
  await migrate();
} catch (error) {
  const expected = error instanceof MigrationError;
  process.stderr.write(`${expected ? error.message : describeError(error)}\n`);
  process.exitCode = 1;
}
