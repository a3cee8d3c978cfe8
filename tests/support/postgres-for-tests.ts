import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { TestProject } from 'vitest/node';

import { migrateDatabase } from '#app/db/migrate.server.ts';
import { openDatabase } from '#app/db/database.server.ts';
import { deletePostgresData, startPostgres } from '#scripts/postgres.ts';

import { freePort } from './free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's server; the database in it is replaced by the file's own. */
    postgresUrl: string;
  }
}

/** Migrated once a run, and cloned for each test file: cloning takes milliseconds, migrating does not. */
export const TEMPLATE_DATABASE = 'evergreen_template';

/** Begins every test database's name, so that those nobody closed are found. */
export const TEST_DATABASE_PREFIX = 'evergreen_test_';

/** One PostgreSQL for the whole run, on data that nobody needs afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'evergreen-tests-'));
  const server = await startPostgres({ dataFolder, port: await freePort(), durable: false });
  await createTemplate((name) => server.url(name));
  project.provide('postgresUrl', server.url('postgres'));
  return async () => {
    await server.stop();
    await deletePostgresData(dataFolder);
  };
}

async function createTemplate(url: (database: string) => string): Promise<void> {
  const options = { maxConnections: 2, applicationName: 'template' };
  const maintenance = openDatabase(url('postgres'), options);
  await maintenance.pool.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await maintenance.close();
  const template = openDatabase(url(TEMPLATE_DATABASE), options);
  await migrateDatabase(template.pool);
  await template.close();
}
