import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '#app/platform/logger.server.ts';

import type { QueueWorker } from './queue-worker.server.ts';

/** How often this worker looks whether it still shows that it lives, and whether others have died. */
const LIFE_CHECK_MS = 10_000;

/** Shows, for as long as it is held, that a worker lives. */
interface LifeSign {
  isHeld(): boolean;
  release(): Promise<void>;
}

/** What keeps the queue free of jobs that are held and that nobody works on. */
export interface JobHolding {
  readonly showLifeSign: (workerId: string) => Promise<LifeSign>;
  /** Gives back the jobs of workers that died with them. */
  readonly freeJobsOfTheDead: () => Promise<number>;
  /** Ids of the jobs that a worker has held for longer than a moment, as the queue has noted. */
  readonly listHeldJobs: (workerId: string) => Promise<string[]>;
  readonly freeJobs: (workerId: string, jobIds: readonly string[]) => Promise<void>;
}

/**
 * Shows that this worker lives, again after each loss of the connection, and looks after what the dead have left, and
 * after jobs that were given to this worker without its knowing: the database went away before its answer came.
 * @param ended ends it
 */
export async function stayAlive(
  holding: JobHolding,
  worker: QueueWorker,
  logger: Logger,
  ended: AbortSignal,
): Promise<void> {
  let lifeSign: LifeSign | undefined;
  let idle: readonly string[] = [];
  while (!ended.aborted) {
    try {
      if (!lifeSign?.isHeld()) lifeSign = await holding.showLifeSign(worker.id() ?? '');
      const count = await holding.freeJobsOfTheDead();
      if (count > 0) logger.warn({ count }, 'gave back the jobs of workers that died');
      idle = await freeLostJobs(holding, worker, idle, logger);
    } catch (error) {
      logger.debug({ err: error }, 'could not look after the queue');
    }
    await sleep(LIFE_CHECK_MS, undefined, { signal: ended }).catch(() => undefined);
  }
  await lifeSign?.release();
}

/**
 * Gives back the jobs that this worker holds and has not worked on for two looks. Two, because one that has just ended is
 * held until the queue has noted that it has.
 * @param idle what the last look found idle
 * @returns what is to be given to the next look
 */
export async function freeLostJobs(
  { listHeldJobs, freeJobs }: Pick<JobHolding, 'listHeldJobs' | 'freeJobs'>,
  worker: QueueWorker,
  idle: readonly string[],
  logger: Logger,
): Promise<string[]> {
  const workerId = worker.id();
  if (workerId === undefined) return [];
  const held = await listHeldJobs(workerId);
  const underWay = new Set(worker.jobsUnderWay());
  const idleNow = held.filter((id) => !underWay.has(id));
  const lost = idleNow.filter((id) => idle.includes(id));
  if (lost.length > 0) {
    await freeJobs(workerId, lost);
    logger.warn({ count: lost.length }, 'gave back jobs that this worker has never heard of');
  }
  return idleNow;
}
