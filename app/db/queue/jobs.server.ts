import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A job that somebody wants done for a shop. */
export interface WantedJob {
  readonly task:
    | 'drain-inbox'
    | 'carry-out-effects'
    | 'refresh-summaries'
    | 'age-lots'
    | 'assess-tiers'
    | 'pay-out'
    | 'reconcile'
    | 'prove-ledger'
    | 'tend-rewards'
    | 'give-occasions'
    | 'warn-of-expiry'
    | 'carry-out-imports';
  /** Jobs of one queue and shop run one after the other. */
  readonly queue: string;
  readonly shopId: ShopId;
  /** How long it is to wait, in milliseconds; 0 for at once. */
  readonly afterMs: number;
}

/**
 * Asks the queue for a job, in the transaction of its cause. Several wishes for the same task of a shop are one job;
 * one that is to run later stands beside one that is to run at once.
 */
export async function askForJob(sql: Sql, wanted: WantedJob): Promise<void> {
  const { task, queue, shopId, afterMs } = wanted;
  const key = `${task}:${shopId}${afterMs > 0 ? ':later' : ''}`;
  await sql.query(
    `SELECT graphile_worker.add_job($1, json_build_object('shopId', $2::text), queue_name => $3, job_key => $4,
       run_at => now() + $5 * interval '1 millisecond', job_key_mode => $6)`,
    [task, shopId, `${queue}:${shopId}`, key, afterMs, afterMs > 0 ? 'replace' : 'preserve_run_at'],
  );
}

/**
 * Asks for a job that is to run at once, unless it is waiting to be taken already. Asking again would lock the one row that
 * all of a shop's transactions have in common until they commit: one after the other, and the worker passes over a locked job.
 * Whoever asks must make sure that a job which is taken meanwhile sees what it was asked for.
 */
export async function askForJobUnlessWaiting(
  sql: Sql,
  { task, queue, shopId }: Omit<WantedJob, 'afterMs'>,
): Promise<void> {
  await sql.query({
    name: 'ask-for-job-unless-waiting',
    text: `SELECT graphile_worker.add_job($1, json_build_object('shopId', $2::text), queue_name => $3, job_key => $4,
       job_key_mode => 'preserve_run_at')
     WHERE NOT EXISTS (SELECT FROM graphile_worker.jobs WHERE key = $4 AND locked_at IS NULL
       AND attempts < max_attempts AND run_at <= clock_timestamp())`,
    values: [task, shopId, `${queue}:${shopId}`, `${task}:${shopId}`],
  });
}

/**
 * Asks for the job that looks at joinings, consents, birthdays and anniversaries, in the transaction that brought one.
 * Where the job has been taken by the time that transaction commits, and has found nothing, the sweep asks again.
 */
export async function askForOccasions(sql: Sql, shopId: ShopId): Promise<void> {
  await askForJobUnlessWaiting(sql, { task: 'give-occasions', queue: 'occasions', shopId });
}

/** Withdraws every job of a shop. One that is being done is not done again. */
export async function withdrawJobs(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query(
    `SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs
     WHERE key IS NOT NULL AND queue_name LIKE '%:' || $1::bigint`,
    [shopId],
  );
}
