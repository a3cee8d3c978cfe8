import type { Sql } from '../database.server.ts';
import { LIFE_SIGN } from './life-sign.server.ts';

/** A worker that has just begun takes jobs a moment before it shows that it lives. */
const GRACE = '10 seconds';

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
