import {
  freeJobs,
  freeJobsOf,
  freeJobsOfTheDead,
  listHeldJobs,
} from '#app/db/queue/queue-holders.server.ts';
import { showLifeSign } from '#app/db/queue/life-sign.server.ts';
import type { QueueWorker } from '#app/jobs/queue-worker.server.ts';
import { runQueue } from '#app/jobs/run-queue.server.ts';
import { awaitDatabase } from '#app/platform/await-database.server.ts';
import { endOnSignal } from '#app/platform/end-on-signal.server.ts';
import { serveOperations } from '#app/platform/serve-operations.server.ts';
import { readEnvironmentOrExit, refuseToStart } from '#app/platform/start.server.ts';

import { composeProcess } from './compose.ts';

const environment = readEnvironmentOrExit();
let running: QueueWorker | undefined;
const composed = composeProcess(environment, 'worker', () => [
  {
    name: 'worker',
    check: () =>
      running?.takesJobs() === true
        ? Promise.resolve()
        : Promise.reject(new Error('takes no jobs')),
  },
]);
const { services, health } = composed;
const { logger, metrics, database } = services;

const { registry } = metrics;
const operations = await serveOperations(environment.METRICS_PORT, { health, registry });
if (!operations.ok) refuseToStart(operations.problem);
if (operations.port !== undefined) logger.info({ metricsPort: operations.port }, 'listening');

const ending = new AbortController();
const working = runQueue(
  {
    services,
    awaitDatabase: (signal) => awaitDatabase(health, logger, signal),
    showLifeSign: (workerId) => showLifeSign(environment.DATABASE_URL, workerId),
    freeJobsOf: (workerId) => freeJobsOf(database.pool, [workerId]),
    freeJobsOfTheDead: () => freeJobsOfTheDead(database.pool),
    listHeldJobs: (workerId) => listHeldJobs(database.pool, workerId),
    freeJobs: (workerId, jobIds) => freeJobs(database.pool, workerId, jobIds),
    onRunning: (worker) => {
      running = worker;
      if (worker) logger.info('the worker is ready');
    },
  },
  ending.signal,
);
endOnSignal(logger, async () => {
  health.close();
  ending.abort();
  await working;
  await operations.close();
  await composed.close();
});
await working;
