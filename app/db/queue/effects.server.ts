import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { askForJob, askForJobUnlessWaiting } from './jobs.server.ts';

/** What the outside must learn: a member's summary metafield, her tier, the program's public face. */
export type EffectKind = 'member-summary' | 'member-tier' | 'program-face';

/** An effect that was taken up, with the revision it had then. */
export interface TakenEffect {
  readonly kind: EffectKind;
  readonly subjectId: string;
  readonly revision: string;
  readonly attempts: number;
}

/**
 * Notes, in the transaction of its cause, that the outside must learn something about these subjects.
 * Effects on one subject are coalesced: ten transfers leave one row, whose revision counts them. One job a shop
 * carries them out; it commits together with the effect.
 * @param subjectIds ids of members for `member-summary` and `member-tier`, of the shop for `program-face`
 */
export async function queueEffects(
  sql: Sql,
  shopId: ShopId,
  kind: EffectKind,
  subjectIds: readonly string[],
  now: Date,
): Promise<void> {
  if (subjectIds.length === 0) return;
  // Sorted, because two transactions that touch the same subjects in opposite order would lock each other out.
  await sql.query({
    name: 'queue-effects',
    text: `INSERT INTO effects (shop_id, kind, subject_id, wanted_at)
     SELECT $1::bigint, $2, subject_id, $4
     FROM (SELECT DISTINCT unnest($3::bigint[]) AS subject_id) AS subjects,
       (SELECT pg_advisory_xact_lock_shared($5, hashint8($1::bigint))) AS queueing
     ORDER BY subject_id
     ON CONFLICT (shop_id, kind, subject_id)
     DO UPDATE SET revision = effects.revision + 1, retry_at = NULL`,
    values: [shopId, kind, subjectIds, now, QUEUEING],
  });
  await askForJobUnlessWaiting(sql, { ...CARRYING_OUT, shopId });
}

/** The first of the two numbers that name an advisory lock: which kind it is. */
const QUEUEING = 0x4557;

/**
 * Waits until every transaction has ended that has queued effects of a shop and counts on the job that is under way now:
 * it saw this job waiting, and asked for no other. Call it before effects are read, in no transaction.
 */
export async function awaitQueueing(sql: Sql, shopId: ShopId): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1, hashint8($2::bigint))', [QUEUEING, shopId]);
}

const CARRYING_OUT = { task: 'carry-out-effects', queue: 'effects' } as const;

/**
 * Asks for the job that carries out a shop's effects; several wishes are one job.
 * @param afterMs how long the job is to wait, for effects that are retried
 */
export async function askForEffects(sql: Sql, shopId: ShopId, afterMs = 0): Promise<void> {
  await askForJob(sql, { ...CARRYING_OUT, shopId, afterMs });
}

/**
 * The effects of a shop that are due, by the subject's id: so they are found without sorting all that wait.
 * @param page.afterId only those of later subjects; null for all
 * @param page.limit most effects returned
 */
export async function listDueEffects(
  sql: Sql,
  shopId: ShopId,
  kind: EffectKind,
  now: Date,
  page: { readonly afterId: string | null; readonly limit: number },
): Promise<TakenEffect[]> {
  const { rows } = await sql.query<{ subject_id: string; revision: string; attempts: number }>(
    `SELECT subject_id, revision, attempts FROM effects
     WHERE shop_id = $1 AND kind = $2 AND subject_id > $4 AND (retry_at IS NULL OR retry_at <= $3)
     ORDER BY subject_id LIMIT $5`,
    [shopId, kind, now, page.afterId ?? 0, page.limit],
  );
  return rows.map((row) => ({
    kind,
    subjectId: row.subject_id,
    revision: row.revision,
    attempts: row.attempts,
  }));
}

/**
 * Drops effects that were carried out, unless they were wanted again meanwhile (their revision moved on). The keys are
 * named besides being joined: the planner would otherwise read the whole table, which is mostly what is dropped already.
 */
export async function finishEffects(
  sql: Sql,
  shopId: ShopId,
  effects: readonly TakenEffect[],
): Promise<void> {
  await sql.query(
    `DELETE FROM effects USING unnest($2::text[], $3::bigint[], $4::bigint[]) AS done (kind, subject_id, revision)
     WHERE effects.shop_id = $1 AND effects.kind = ANY($2::text[]) AND effects.subject_id = ANY($3::bigint[])
       AND effects.kind = done.kind AND effects.subject_id = done.subject_id AND effects.revision = done.revision`,
    [
      shopId,
      effects.map((effect) => effect.kind),
      effects.map((effect) => effect.subjectId),
      effects.map((effect) => effect.revision),
    ],
  );
}

/** Drops effects on subjects whom nobody can be told of any more. */
export async function dropEffectsOn(
  sql: Sql,
  shopId: ShopId,
  kind: EffectKind,
  subjectIds: readonly string[],
): Promise<void> {
  await sql.query(
    `DELETE FROM effects WHERE shop_id = $1 AND kind = $2 AND subject_id = ANY($3::bigint[])`,
    [shopId, kind, subjectIds],
  );
}

/** Puts effects off that could not be carried out, and says why. */
export async function postponeEffects(
  sql: Sql,
  shopId: ShopId,
  effects: readonly TakenEffect[],
  until: Date,
  problem: string,
): Promise<void> {
  await sql.query(
    `UPDATE effects SET attempts = attempts + 1, retry_at = $4, problem = $5
     FROM unnest($2::text[], $3::bigint[]) AS late (kind, subject_id)
     WHERE effects.shop_id = $1 AND effects.kind = late.kind AND effects.subject_id = late.subject_id`,
    [
      shopId,
      effects.map((effect) => effect.kind),
      effects.map((effect) => effect.subjectId),
      until,
      problem,
    ],
  );
}
