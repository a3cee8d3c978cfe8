import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createQueueWorker, type QueueWorker } from '#app/jobs/queue-worker.server.ts';

const A_MOMENT_MS = 1_000;
const AN_HOUR_MS = 60 * 60 * 1000;

let worker: QueueWorker;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  worker = createQueueWorker();
  for (let hand = 0; hand < 2; hand += 1) worker.events.emit('worker:create', {});
});

afterEach(() => {
  vi.useRealTimers();
});

const begin = (id: string) => worker.events.emit('job:start', { job: { id } });
const end = (id: string) => worker.events.emit('job:complete', { job: { id } });
const askInVain = () => worker.events.emit('worker:getJob:empty', {});

test('who is answered that there are no jobs takes jobs', () => {
  vi.advanceTimersByTime(AN_HOUR_MS);
  askInVain();
  vi.advanceTimersByTime(A_MOMENT_MS);
  expect(worker.takesJobs()).toBe(true);
});

test('who asks and is not answered takes no jobs, also beside one that takes long', () => {
  begin('7');
  vi.advanceTimersByTime(A_MOMENT_MS);
  expect(worker.takesJobs()).toBe(true);
  vi.advanceTimersByTime(AN_HOUR_MS);
  expect(worker.takesJobs()).toBe(false);
});

test('who has all the jobs that it can do need not ask, however long they take', () => {
  begin('7');
  begin('8');
  vi.advanceTimersByTime(AN_HOUR_MS);
  expect(worker.takesJobs()).toBe(true);
  end('8');
  expect(worker.takesJobs()).toBe(true);
  vi.advanceTimersByTime(AN_HOUR_MS);
  expect(worker.takesJobs()).toBe(false);
});
