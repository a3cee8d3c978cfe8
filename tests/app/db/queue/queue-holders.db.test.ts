import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { freeJobs, freeJobsOfTheDead, listHeldJobs } from '#app/db/queue/queue-holders.server.ts';
import { showLifeSign } from '#app/db/queue/life-sign.server.ts';
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const pool = () => opened.database.pool;

beforeEach(() =>
  pool().query('TRUNCATE graphile_worker._private_jobs, graphile_worker._private_job_queues'),
);

/** A job in a line of its own, held by a worker since some seconds ago. */
async function holdJob(workerId: string, sinceSeconds: number, line = workerId): Promise<void> {
  await pool().query(`SELECT graphile_worker.add_job('drain-inbox', queue_name => $1)`, [line]);
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await pool().query(
      `UPDATE graphile_worker.${table} SET locked_by = $1, locked_at = now() - $2 * interval '1 second'
       WHERE locked_by IS NULL`,
      [workerId, sinceSeconds],
    );
  }
}

async function holders(table: '_private_jobs' | '_private_job_queues'): Promise<string[]> {
  const { rows } = await pool().query<{ locked_by: string }>(
    `SELECT locked_by FROM graphile_worker.${table} WHERE locked_by IS NOT NULL ORDER BY 1`,
  );
  return rows.map((row) => row.locked_by);
}

test('jobs of a worker that shows no sign of life are given back, with their line', async () => {
  await holdJob('dead', 60);
  expect(await freeJobsOfTheDead(pool())).toBe(1);
  expect(await holders('_private_jobs')).toEqual([]);
  expect(await holders('_private_job_queues')).toEqual([]);
  expect(await freeJobsOfTheDead(pool())).toBe(0);
});

test('jobs of a worker that lives stay its own, however long they take', async () => {
  const sign = await showLifeSign(opened.url, 'alive');
  await holdJob('alive', 3_600);
  await holdJob('dead', 60);
  expect(await freeJobsOfTheDead(pool())).toBe(1);
  expect(await holders('_private_jobs')).toEqual(['alive']);
  expect(await holders('_private_job_queues')).toEqual(['alive']);
  expect(sign.isHeld()).toBe(true);
  await sign.release();
  expect(sign.isHeld()).toBe(false);
  await expect.poll(() => freeJobsOfTheDead(pool())).toBe(1);
});

test('a worker that has just begun has a moment to show that it lives', async () => {
  await holdJob('new', 2);
  expect(await freeJobsOfTheDead(pool())).toBe(0);
});

test('a sign of life whose connection breaks is known to be gone', async () => {
  const sign = await showLifeSign(opened.url, 'cut off');
  await pool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'evergreen-life-sign' AND datname = current_database()`,
  );
  await expect.poll(() => sign.isHeld()).toBe(false);
});

test('single jobs are given back with their line, and the others stay held', async () => {
  for (const line of ['lost', 'kept']) await holdJob('alive', 60, line);
  const [lost = '', kept = ''] = await listHeldJobs(pool(), 'alive');
  await freeJobs(pool(), 'another', [lost]);
  expect(await listHeldJobs(pool(), 'alive')).toEqual([lost, kept]);
  await freeJobs(pool(), 'alive', [lost]);
  expect(await listHeldJobs(pool(), 'alive')).toEqual([kept]);
  expect(await holders('_private_job_queues')).toEqual(['alive']);
});

test('a job that has just been taken does not count as held', async () => {
  await holdJob('alive', 2);
  expect(await listHeldJobs(pool(), 'alive')).toEqual([]);
});
