import { setTimeout as sleep } from 'node:timers/promises';

import type { Runner } from 'graphile-worker';

import type { Services } from '#app/usecases/services.server.ts';

import { beginQueue } from './begin-queue.server.ts';
import { createQueueWorker, type QueueWorker } from './queue-worker.server.ts';
import { type JobHolding, stayAlive } from './stay-alive.server.ts';

/** How long jobs under way may take to end once the worker was asked to; then they are given back unfinished. */
const FAREWELL_MS_MAX = 7_000;

/** How long the sign that this worker lives may take to be withdrawn; with its connection it goes by itself. */
const GOODBYE_MS_MAX = 1_000;

/** The first pause before the queue is begun anew, doubled each time up to the longest. */
const RESTART_MS_MIN = 500;
const RESTART_MS_MAX = 30_000;

/** A queue that ran this long was well; what ended it has nothing to do with the time before. */
const STEADY_MS = 60_000;

/** What the queue needs besides the use cases. */
export interface QueueOptions extends JobHolding {
  readonly services: Services;
  /** Resolves with true when the database can be worked with, with false when the signal came first. */
  readonly awaitDatabase: (signal: AbortSignal) => Promise<boolean>;
  /** Gives back what a worker of this process held whose queue has given up. */
  readonly freeJobsOf: (workerId: string) => Promise<void>;
  /** Told who takes jobs from now on; nobody where it is undefined. */
  readonly onRunning: (worker: QueueWorker | undefined) => void;
}

/**
 * Takes jobs from the queue and does them, until it is asked to end. Where the queue gives up, because the database has
 * been away for too long, it is begun anew as soon as the database is back.
 * @param signal asks it to end: no new jobs, those under way finish or are given back
 */
export async function runQueue(options: QueueOptions, signal: AbortSignal): Promise<void> {
  const { logger } = options.services;
  let former: string | undefined;
  let failures = 0;
  while (await options.awaitDatabase(signal)) {
    const startedAt = performance.now();
    const worker = createQueueWorker();
    try {
      if (former !== undefined) await options.freeJobsOf(former);
      await runUntilItEnds(options, worker, signal);
      if (signal.aborted) return;
      logger.warn('the queue has ended by itself and is begun anew');
    } catch (error) {
      if (signal.aborted) throw error;
      logger.warn({ err: error }, 'the queue has broken off and is begun anew');
    }
    former = worker.id() ?? former;
    failures = performance.now() - startedAt > STEADY_MS ? 0 : failures + 1;
    const pauseMs = Math.min(RESTART_MS_MAX, RESTART_MS_MIN * 2 ** Math.min(failures, 10));
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

async function runUntilItEnds(
  options: QueueOptions,
  worker: QueueWorker,
  signal: AbortSignal,
): Promise<void> {
  const { services, onRunning } = options;
  const runner = await beginQueue(services, worker.events);
  const ended = new AbortController();
  const living = stayAlive(options, worker, services.logger, ended.signal);
  const ending = Promise.race([whenAborted(signal, ended.signal), worker.isEnding]);
  onRunning(worker);
  try {
    // Whoever gives up waiting for jobs does not wait for the queue either.
    const isLate = ending.then(async () => {
      onRunning(undefined);
      if (await endInTime(options, worker, runner)) await runner.promise;
    });
    await Promise.race([runner.promise, isLate]);
  } finally {
    onRunning(undefined);
    ended.abort();
    // It may wait for a database that does not answer, and ends by itself when that is given up.
    await Promise.race([living, sleep(GOODBYE_MS_MAX, undefined, { ref: false })]);
  }
}

/** Resolves when the first signal comes, and never when the second comes before it. */
function whenAborted(signal: AbortSignal, unless: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: unless });
  });
}

/**
 * Takes no more jobs and waits for those under way, but not for ever: those that still run then are given back. What
 * they have not committed is undone when the process ends. A queue that ends by itself is not waited for longer either:
 * one that could note the failure of none of several jobs waits for a note that never comes.
 * @returns whether all ended in time
 */
async function endInTime(
  { services, freeJobsOf }: QueueOptions,
  worker: QueueWorker,
  runner: Runner,
): Promise<boolean> {
  runner.stop().catch((error: unknown) => {
    services.logger.debug({ err: error }, 'the queue did not end in order');
  });
  const isInTime = await Promise.race([
    runner.promise.then(
      () => true,
      () => true,
    ),
    sleep(FAREWELL_MS_MAX, false, { ref: false }),
  ]);
  const id = worker.id();
  if (isInTime || id === undefined) return isInTime;
  services.logger.warn('jobs were still under way and are given back');
  await freeJobsOf(id);
  return false;
}
