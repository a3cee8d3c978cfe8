import { EventEmitter } from 'node:events';

/** A worker of the queue as this process sees it: its name there, and what it is really doing. */
export interface QueueWorker {
  /** What the queue tells of it. */
  readonly events: EventEmitter;
  /** As the queue notes it on the jobs that this worker holds; undefined before it has begun. */
  id(): string | undefined;
  /** Ids of the jobs that this process is working on. */
  jobsUnderWay(): readonly string[];
  /** Resolves when it has begun to take no more jobs, on whose wish ever; does not, where it never does. */
  readonly isEnding: Promise<void>;
}

export function createQueueWorker(): QueueWorker {
  const events: EventEmitter = new EventEmitter();
  const underWay = new Set<string>();
  let id: string | undefined;
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    id = workerPool.id;
  });
  events.on('job:start', ({ job }: { job: { id: string } }) => underWay.add(job.id));
  events.on('job:complete', ({ job }: { job: { id: string } }) => underWay.delete(job.id));
  return {
    events,
    id: () => id,
    jobsUnderWay: () => [...underWay],
    isEnding: new Promise((resolve) => {
      events.once('pool:gracefulShutdown', () => resolve());
    }),
  };
}
