import type { EventEmitter } from 'node:events';

import { parseCronItems, run, type Runner } from 'graphile-worker';

import type { Services } from '#app/usecases/services.server.ts';

import { createTaskList } from './tasks.server.ts';
import { createWorkerLogger } from './worker-logger.server.ts';

/** How many jobs of different shops run at once in this process. */
const CONCURRENCY = 4;

/** How often the queue is asked for jobs whose time has come; new ones announce themselves. */
const POLL_INTERVAL_MS = 1_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Begins to take jobs, and to ask for those that come by the clock.
 * @param events is told what becomes of the queue and its jobs
 */
export function beginQueue(services: Services, events: EventEmitter): Promise<Runner> {
  return run({
    pgPool: services.database.pool,
    taskList: createTaskList(services),
    parsedCronItems: parseCronItems([
      { task: 'sweep', match: '* * * * *', identifier: 'sweep', options: { backfillPeriod: 0 } },
      {
        task: 'drop-old-deliveries',
        match: '17 3 * * *',
        identifier: 'drop-old-deliveries',
        // Once where the worker was away at that hour. One run at a time: two would take each other's rows.
        options: { backfillPeriod: DAY_MS, queueName: 'drop-old-deliveries' },
      },
      {
        task: 'drop-old-contacts',
        match: '47 3 * * *',
        identifier: 'drop-old-contacts',
        options: { backfillPeriod: DAY_MS, queueName: 'drop-old-contacts' },
      },
    ]),
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    events,
    logger: createWorkerLogger(services.logger),
    preset: {
      worker: {
        // At once, but through the part of the queue that catches its own failure: otherwise the note that a job is
        // done, which fails while the database is away, would end the process as a rejection that nobody handles.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        // Jobs hear at once that the worker is to end: they finish their batch and leave the rest.
        gracefulShutdownAbortTimeout: 0,
      },
    },
  });
}
