import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Logger as QueueLogger, parseCronItems, run, type Runner } from 'graphile-worker';

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

/** The first pause before the queue is begun anew, doubled each time up to the longest. */
const RESTART_MS_MIN = 500;
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
  /** Gives back what a worker of this process held whose queue has given up. */
  readonly freeJobsOf: (workerId: string) => Promise<void>;
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
  const own: { workerId?: string } = {};
  let failures = 0;
  while (await options.awaitDatabase(signal)) {
    const startedAt = performance.now();
    try {
      if (own.workerId !== undefined) await options.freeJobsOf(own.workerId);
      await runUntilItEnds(options, own, signal);
      if (signal.aborted) return;
      logger.warn('the queue has ended by itself and is begun anew');
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn({ err: error }, 'the queue has broken off and is begun anew');
    }
    failures = performance.now() - startedAt > STEADY_MS ? 0 : failures + 1;
    const pauseMs = Math.min(RESTART_MS_MAX, RESTART_MS_MIN * 2 ** Math.min(failures, 10));
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** @param own is told the id under which the queue notes this worker's jobs, a new one each time */
async function runUntilItEnds(
  options: QueueOptions,
  own: { workerId?: string },
  signal: AbortSignal,
): Promise<void> {
  const { services, onRunning } = options;
  const events: EventEmitter = new EventEmitter();
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    own.workerId = workerPool.id;
  });
  const runner = await begin(services, events, createWorkerLogger(services.logger));
  const ended = new AbortController();
  const living = stayAlive(options, () => own.workerId ?? '', ended.signal);
  const stopping = whenAborted(signal, ended.signal).then(() => endInTime(options, own, runner));
  onRunning(true);
  try {
    // Whoever gives up waiting for jobs does not wait for the queue either.
    const isLate = stopping.then(async (isInTime) => {
      if (isInTime) await runner.promise;
    });
    await Promise.race([runner.promise, isLate]);
  } finally {
    onRunning(false);
    ended.abort();
    await living;
  }
}

/** Resolves when the first signal comes, and never when the second comes before it. */
function whenAborted(signal: AbortSignal, unless: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: unless });
  });
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
    logger,
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

/**
 * Takes no more jobs and waits for those under way, but not for ever: those that still run then are given back. What
 * they have not committed is undone when the process ends.
 * @returns whether all ended in time
 */
async function endInTime(
  { services, freeJobsOf }: QueueOptions,
  own: { workerId?: string },
  runner: Runner,
): Promise<boolean> {
  const stopped = runner.stop().catch((error: unknown) => {
    services.logger.warn({ err: error }, 'the queue did not end in order');
  });
  const isInTime = await Promise.race([
    stopped.then(() => true),
    sleep(FAREWELL_MS_MAX, false, { ref: false }),
  ]);
  if (isInTime || own.workerId === undefined) return isInTime;
  services.logger.warn('jobs were still under way and are given back');
  await freeJobsOf(own.workerId);
  return false;
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
