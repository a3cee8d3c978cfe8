import pg from 'pg';

import type { Sql } from '../database.server.ts';

/** Class of the advisory locks by which a worker shows that it lives. Any number; it only must not be used elsewhere. */
const LIFE_SIGN = 20_261_122;

/** A worker that has just begun takes jobs a moment before it shows that it lives. */
const GRACE = '10 seconds';

/** Shows, for as long as it is held, that a worker lives. */
export interface LifeSign {
  /** Whether the connection that shows it is still there. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/**
 * Shows that a worker lives, by a lock that the server gives back when the connection ends, however it ends.
 * @param connectionString a `postgresql://` address; poolers that share connections between transactions will not do
 * @param workerId as the queue notes it on the jobs that this worker holds
 */
export async function showLifeSign(connectionString: string, workerId: string): Promise<LifeSign> {
  const client = new pg.Client({
    connectionString,
    application_name: 'evergreen-life-sign',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  let held = true;
  client.on('error', () => {
    held = false;
  });
  client.on('end', () => {
    held = false;
  });
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [LIFE_SIGN, workerId]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    isHeld: () => held,
    release: async () => {
      held = false;
      await client.end().catch(() => undefined);
    },
  };
}

/**
 * Gives back the jobs of workers that died with them: killed, or cut off from the database. The queue itself would wait
 * four hours, and with a job its shop's whole line. A job that is given back although somebody still works on it is done
 * twice at worst, which all of ours can bear.
 * @returns how many dead workers there were
 */
export async function freeJobsOfTheDead(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ dead: string[] | null }>(
    `WITH holders AS MATERIALIZED (
       SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_at < now() - $2::interval
       UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_at < now() - $2::interval
     )
     SELECT array_agg(locked_by) AS dead FROM holders WHERE pg_try_advisory_xact_lock($1, hashtext(locked_by))`,
    [LIFE_SIGN, GRACE],
  );
  const dead = rows[0]?.dead ?? [];
  if (dead.length > 0) await freeJobsOf(sql, dead);
  return dead.length;
}

/** Gives back all jobs that these workers hold, whether they live or not. */
export async function freeJobsOf(sql: Sql, workerIds: readonly string[]): Promise<void> {
  await sql.query('SELECT graphile_worker.force_unlock_workers($1)', [workerIds]);
}

/**
 * The jobs that a worker has held for longer than a moment, as the queue has noted.
 * @returns their ids
 */
export async function listHeldJobs(sql: Sql, workerId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM graphile_worker._private_jobs
     WHERE locked_by = $1 AND locked_at < now() - $2::interval ORDER BY id`,
    [workerId, GRACE],
  );
  return rows.map((row) => row.id);
}

/** Gives back single jobs that a worker holds, and the lines that it holds for them. */
export async function freeJobs(
  sql: Sql,
  workerId: string,
  jobIds: readonly string[],
): Promise<void> {
  await sql.query(
    `WITH freed AS (
       UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL
       WHERE locked_by = $1 AND id = ANY($2::bigint[]) RETURNING job_queue_id
     )
     UPDATE graphile_worker._private_job_queues AS lines SET locked_by = NULL, locked_at = NULL
     FROM freed WHERE lines.id = freed.job_queue_id AND lines.locked_by = $1`,
    [workerId, jobIds],
  );
}
