import { parseCronItems, run } from 'graphile-worker';

import { createTaskList } from '#app/jobs/tasks.server.ts';
import { createWorkerLogger } from '#app/jobs/worker-logger.server.ts';
import { readEnvironmentOrExit } from '#app/platform/start.server.ts';

import { composeProcess } from './compose.ts';

/** How many jobs of different shops run at once in this process. */
const CONCURRENCY = 4;

/** How often the queue is asked for jobs whose time has come; new ones announce themselves. */
const POLL_INTERVAL_MS = 1_000;

const environment = readEnvironmentOrExit();
const composed = composeProcess(environment, 'worker');
const { services } = composed;

const runner = await run({
  pgPool: services.database.pool,
  taskList: createTaskList(services),
  parsedCronItems: parseCronItems([
    { task: 'sweep', match: '* * * * *', identifier: 'sweep', options: { backfillPeriod: 0 } },
  ]),
  concurrency: CONCURRENCY,
  pollInterval: POLL_INTERVAL_MS,
  noHandleSignals: true,
  logger: createWorkerLogger(services.logger),
});
services.logger.info('the worker is ready');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    services.logger.info({ signal }, 'the worker finishes the jobs under way and stops');
    void runner.stop();
  });
}
await runner.promise;
await composed.close();
