import { EventEmitter } from 'node:events';

/** The queue is asked for jobs each second by whoever has none: it does not answer if it has not for so long. */
const SILENCE_MS_MAX = 15_000;

/** A worker of the queue as this process sees it: its name there, and what it is really doing. */
export interface QueueWorker {
  /** What the queue tells of it. */
  readonly events: EventEmitter;
  /** As the queue notes it on the jobs that this worker holds; undefined before it has begun. */
  id(): string | undefined;
  /** Ids of the jobs that this process is working on. */
  jobsUnderWay(): readonly string[];
  /** Whether the queue gives it jobs, or answers that there are none; also while it has all the jobs that it takes. */
  takesJobs(): boolean;
  /** Resolves when it has begun to take no more jobs, on whose wish ever; does not, where it never does. */
  readonly isEnding: Promise<void>;
}

export function createQueueWorker(): QueueWorker {
  const events: EventEmitter = new EventEmitter();
  const underWay = new Set<string>();
  let id: string | undefined;
  let hands = 0;
  let answeredAt = performance.now();
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    id = workerPool.id;
  });
  events.on('job:start', ({ job }: { job: { id: string } }) => underWay.add(job.id));
  events.on('job:complete', ({ job }: { job: { id: string } }) => underWay.delete(job.id));
  // The queue calls "worker" what does one job at a time.
  events.on('worker:create', () => (hands += 1));
  for (const event of ['worker:getJob:empty', 'job:start', 'job:complete']) {
    events.on(event, () => (answeredAt = performance.now()));
  }
  return {
    events,
    id: () => id,
    jobsUnderWay: () => [...underWay],
    takesJobs: () => underWay.size >= hands || performance.now() - answeredAt < SILENCE_MS_MAX,
    isEnding: new Promise((resolve) => {
      events.once('pool:gracefulShutdown', () => resolve());
    }),
  };
}
