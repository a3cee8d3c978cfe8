import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Logger as QueueLogger, parseCronItems, run, type Runner } from 'graphile-worker';

import { backoffMs } from '#app/platform/backoff.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { Services } from '#app/usecases/services.server.ts';

import { createTaskList } from './tasks.server.ts';
import { createWorkerLogger } from './worker-logger.server.ts';

/** How many jobs of different shops run at once in this process. */
const CONCURRENCY = 4;

/** How often the queue is asked for jobs whose time has come; new ones announce themselves. */
const POLL_INTERVAL_MS = 1_000;

/** How often this worker looks whether it still shows that it lives, and whether others have died. */
const LIFE_CHECK_MS = 10_000;

/** How long jobs under way may take to end once the worker was asked to; then they are given back unfinished. */
const FAREWELL_MS_MAX = 7_000;

const DAY_MS = 24 * 60 * 60 * 1000;

const RESTART_MS_MAX = 30_000;

/** A queue that ran this long was well; what ended it has nothing to do with the time before. */
const STEADY_MS = 60_000;

/** Shows, for as long as it is held, that a worker lives. */
interface LifeSign {
  isHeld(): boolean;
  release(): Promise<void>;
}

/** What the queue needs besides the use cases. */
export interface QueueOptions {
  readonly services: Services;
  /** Resolves with true when the database can be worked with, with false when the signal came first. */
  readonly awaitDatabase: (signal: AbortSignal) => Promise<boolean>;
  readonly showLifeSign: (workerId: string) => Promise<LifeSign>;
  /** Gives back the jobs of workers that died with them. */
  readonly freeJobsOfTheDead: () => Promise<number>;
  /** Told whether jobs are being taken. */
  readonly onRunning: (isRunning: boolean) => void;
}

/**
 * Takes jobs from the queue and does them, until it is asked to end. Where the queue gives up, because the database has
 * been away for too long, it is begun anew as soon as the database is back.
 * @param signal asks it to end: no new jobs, those under way finish or are given back
 */
export async function runQueue(options: QueueOptions, signal: AbortSignal): Promise<void> {
  const { logger } = options.services;
  let failures = 0;
  while (await options.awaitDatabase(signal)) {
    const startedAt = performance.now();
    try {
      await runUntilItEnds(options, signal);
      if (signal.aborted) return;
      logger.warn('the queue has ended by itself and is begun anew');
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn({ err: error }, 'the queue has broken off and is begun anew');
    }
    failures = performance.now() - startedAt > STEADY_MS ? 0 : failures + 1;
    const pauseMs = Math.min(RESTART_MS_MAX, backoffMs(failures));
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

async function runUntilItEnds(options: QueueOptions, signal: AbortSignal): Promise<void> {
  const { services, onRunning } = options;
  const events: EventEmitter = new EventEmitter();
  let workerId = '';
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    workerId = workerPool.id;
  });
  const runner = await begin(services, events, createWorkerLogger(services.logger));
  const ended = new AbortController();
  const living = stayAlive(options, () => workerId, ended.signal);
  const stop = () => void endInTime(runner, services.logger);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  onRunning(true);
  try {
    await runner.promise;
  } finally {
    onRunning(false);
    signal.removeEventListener('abort', stop);
    ended.abort();
    await living;
  }
}

function begin(services: Services, events: EventEmitter, logger: QueueLogger): Promise<Runner> {
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
    ]),
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    events,
    logger,
    preset: {
      worker: {
        // At once, but through the part of the queue that tries again for minutes while the database is away. Without,
        // the note that a job is done is written once, and its failure ends the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        // Jobs hear at once that the worker is to end: they finish their batch and leave the rest.
        gracefulShutdownAbortTimeout: 0,
      },
    },
  });
}

/** Waits for the jobs under way, but not for ever: what then still runs is given back, to be done again. */
async function endInTime(runner: Runner, logger: Logger): Promise<void> {
  const stopped = runner.stop().catch((error: unknown) => {
    logger.warn({ err: error }, 'the queue did not end in order');
  });
  const isLate = await Promise.race([
    stopped.then(() => false),
    sleep(FAREWELL_MS_MAX, true, { ref: false }),
  ]);
  if (!isLate) return;
  logger.warn('jobs were still under way and are given back');
  await runner.kill('the worker had to end').catch(() => undefined);
}

/** Shows that this worker lives, again after each loss of the connection, and looks after what the dead have left. */
async function stayAlive(
  { services, showLifeSign, freeJobsOfTheDead }: QueueOptions,
  workerId: () => string,
  ended: AbortSignal,
): Promise<void> {
  let lifeSign: LifeSign | undefined;
  while (!ended.aborted) {
    try {
      if (!lifeSign?.isHeld()) lifeSign = await showLifeSign(workerId());
      const count = await freeJobsOfTheDead();
      if (count > 0) services.logger.warn({ count }, 'gave back the jobs of workers that died');
    } catch (error) {
      services.logger.debug({ err: error }, 'could not look after the queue');
    }
    await sleep(LIFE_CHECK_MS, undefined, { signal: ended }).catch(() => undefined);
  }
  await lifeSign?.release();
}
