import { beforeEach, expect, test } from 'vitest';

import { createQueueWorker, type QueueWorker } from '#app/jobs/queue-worker.server.ts';
import { freeLostJobs } from '#app/jobs/stay-alive.server.ts';
import { createLogger } from '#app/platform/logger.server.ts';

const logger = createLogger('silent', 'test');

/** What the queue has noted as held by this worker. */
let held: Set<string>;
let worker: QueueWorker;

beforeEach(() => {
  held = new Set();
  worker = createQueueWorker();
  worker.events.emit('pool:create', { workerPool: { id: 'pool-1' } });
});

const look = (idle: readonly string[]) =>
  freeLostJobs(
    {
      listHeldJobs: () => Promise.resolve([...held]),
      freeJobs: (_workerId, ids) => {
        for (const id of ids) held.delete(id);
        return Promise.resolve();
      },
    },
    worker,
    idle,
    logger,
  );

test('a job whose giving was never heard of is given back by the second look', async () => {
  held.add('7');
  const idle = await look([]);
  expect([...held]).toEqual(['7']);
  await look(idle);
  expect([...held]).toEqual([]);
});

test('a job that is worked on is kept, however many looks it takes', async () => {
  held.add('7');
  worker.events.emit('job:start', { job: { id: '7' } });
  let idle: string[] = [];
  for (let count = 0; count < 3; count += 1) idle = await look(idle);
  expect([...held]).toEqual(['7']);
});

test('a job that has just ended may wait for the note that it has', async () => {
  held.add('7');
  worker.events.emit('job:start', { job: { id: '7' } });
  let idle = await look([]);
  worker.events.emit('job:complete', { job: { id: '7' } });
  idle = await look(idle);
  held.delete('7');
  expect(idle).toEqual(['7']);
  expect(await look(idle)).toEqual([]);
});
