import { rm } from 'node:fs/promises';
import path from 'node:path';

import { openDatabase, type Database } from '#app/db/database.server.ts';
import { migrateDatabase } from '#app/db/migrate.server.ts';
import { readClientSecrets } from '#sandbox/auth/client-secrets.ts';
import { ensureAdminSchema } from '#scripts/admin-schema.ts';

import {
  deletePostgresData,
  type PostgresOptions,
  startPostgres,
  stopAbandonedPostgres,
} from '../postgres.ts';
import { buildIfChanged } from './build.ts';
import { fillShop } from './fill-shop.ts';
import { lockDataFolder } from './lock.ts';
import type { DemoOptions } from './options.ts';
import { type Mode, planProcesses, readOrCreateSecret, sandboxFolder } from './plans.ts';
import { ensurePortsAreFree } from './ports.ts';
import { failure, type RunningProcess, startProcess, untilReady } from './processes.ts';
import type { Progress } from './progress.ts';
import type { Started } from './stay.ts';

const DATABASE = 'evergreen';

/** Given to each part of the start. */
interface Stage {
  readonly options: DemoOptions;
  readonly mode: Mode;
  readonly projectFolder: string;
  readonly progress: Progress;
  readonly started: Started;
}

/**
 * Starts the whole demo and fills the shop where it is empty.
 * @returns the processes that must stay, once a person can use everything
 * @throws PlainError saying what is in the way and what to do
 */
export async function startDemo(stage: Stage): Promise<readonly RunningProcess[]> {
  const { options, progress } = stage;
  const lock = await lockDataFolder(options.dataFolder);
  await stage.started.toEnd(() => lock.release());
  // Whoever has the lock owns the data: a server that still runs on them is nobody's.
  await stopAbandonedPostgres(postgresOptions(options));
  await ensurePortsAreFree(options.ports, { patient: lock.wasAbandoned });
  if (options.reset) await progress.during('Forgetting the old data', () => forget(options));
  await progress.during("Shopify's API description", async () => {
    await ensureAdminSchema();
  });
  const databaseUrl = await startDatabase(stage);
  if (stage.mode === 'production') {
    await progress.during('Building the pages', async () => {
      const built = await buildIfChanged(stage.projectFolder, stage.started.signal);
      return built ? 'built' : 'unchanged';
    });
  }
  const processes = await startProcesses(stage, databaseUrl);
  const database = openDatabase(databaseUrl, { maxConnections: 2, applicationName: 'demo' });
  try {
    await whileAllRun(processes, fillShop({ options, progress, database }));
  } finally {
    await database.close();
  }
  return processes;
}

/** Only what the demo itself has put there: `--data` may name any folder. */
async function forget({ dataFolder }: DemoOptions): Promise<void> {
  await deletePostgresData(path.join(dataFolder, 'postgres'));
  for (const name of ['sandbox', 'logs', 'api-secret']) {
    await rm(path.join(dataFolder, name), { recursive: true, force: true });
  }
}

function postgresOptions({ dataFolder, ports }: DemoOptions): PostgresOptions {
  return { dataFolder: path.join(dataFolder, 'postgres'), port: ports.database, durable: true };
}

async function startDatabase({ options, progress, started }: Stage): Promise<string> {
  const server = await progress.during('PostgreSQL', () => startPostgres(postgresOptions(options)));
  await started.toEnd(() => server.stop());
  await progress.during('Database tables', async () => {
    await createDatabase(server.url('postgres'));
    const database = openDatabase(server.url(DATABASE), {
      maxConnections: 3,
      applicationName: 'migrate',
    });
    const applied = await migrateDatabase(database.pool).finally(() => database.close());
    return applied.length > 0 ? `migrations applied: ${applied.length}` : 'up to date';
  });
  return server.url(DATABASE);
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const options = { maxConnections: 1, applicationName: 'demo' };
  const maintenance: Database = openDatabase(maintenanceUrl, options);
  try {
    const { rowCount } = await maintenance.pool.query(
      'SELECT 1 FROM pg_database WHERE datname = $1',
      [DATABASE],
    );
    if (rowCount === 0) await maintenance.pool.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await maintenance.close();
  }
}

async function startProcesses(stage: Stage, databaseUrl: string): Promise<RunningProcess[]> {
  const { options, mode, progress, started, projectFolder } = stage;
  const secret = await readOrCreateSecret(options.dataFolder);
  // A rotation in the shop outlives a restart: the app is told of it as by whoever deploys it.
  const rotated = readClientSecrets(sandboxFolder(options));
  const secrets = rotated ?? { current: secret, before: null };
  const plans = planProcesses({ options, mode, secrets, databaseUrl });
  const folders = { project: projectFolder, logs: path.join(options.dataFolder, 'logs') };
  return progress.during('Shop, app and worker', async () => {
    const processes: RunningProcess[] = [];
    // Side by side: each takes seconds to load. Ended one after the other, the last first.
    for (const plan of plans) {
      const running = await startProcess(plan, folders);
      await started.toEnd(() => running.stop());
      processes.push(running);
    }
    await Promise.all(
      plans.map(async (plan, index) => {
        const running = processes[index];
        if (running) await untilReady(plan, running);
      }),
    );
    return processes;
  });
}

/**
 * Waits for work, or for the end of a process, which then is an error.
 * @throws PlainError about the process that ended
 */
export async function whileAllRun<Result>(
  processes: readonly RunningProcess[],
  work: Promise<Result>,
): Promise<Result> {
  const anEnd = Promise.race(
    processes.map(async (running) => {
      await running.ended;
      throw await failure(running, 'has ended');
    }),
  );
  return Promise.race([work, anEnd]);
}
