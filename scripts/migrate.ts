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

/** Network, credentials, a database that does not exist, one that is just starting: nothing that a stack would explain. */
const UNREACHABLE = /^(E[A-Z_]+|28...|3D000|57P03)$/;

function explain(error: unknown): string {
  if (error instanceof MigrationError) return error.message;
  const { code = '', message } = error as { code?: string; message?: string };
  return UNREACHABLE.test(code)
    ? `The database that DATABASE_URL names cannot be reached (${message === undefined || message === '' ? code : message}). Check the address and that it runs, then run this again.`
    : describeError(error);
}

try {
  await migrate();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
