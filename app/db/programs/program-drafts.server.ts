import type { ShopId } from '#app/loyalty/ids.ts';
import type { Program } from '#app/loyalty/program/program.ts';

import type { AuditActor } from '../shops/audit-log.server.ts';
import type { Sql } from '../database.server.ts';

/** Where a shop's draft stands. */
export interface StoredDraft {
  /** As it was saved, perhaps by an older Evergreen; null where there is no draft at present. */
  readonly document: unknown;
  /** The newest version when the draft was begun. */
  readonly basedOn: number | null;
  /** Goes up with everything that happens to the draft; 0 before the first one. */
  readonly revision: number;
  readonly savedAt: Date;
  readonly savedBy: string;
}

/** The shop's draft; undefined where it never had one. */
export async function findDraft(sql: Sql, shopId: ShopId): Promise<StoredDraft | undefined> {
  const { rows } = await sql.query<StoredDraft>(
    `SELECT document, based_on AS "basedOn", revision, saved_at AS "savedAt", saved_by AS "savedBy"
     FROM program_drafts WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0];
}

/** On top of which revision a draft is changed, and by whom. */
export interface DraftChange {
  /** 0 for a shop that never had a draft. */
  readonly revision: number;
  readonly savedBy: AuditActor;
}

/**
 * Saves a draft in the place of a revision, unless the draft has moved on since.
 * @returns the new revision; null where it has moved on
 */
export async function replaceDraft(
  sql: Sql,
  shopId: ShopId,
  program: Program,
  { revision, savedBy }: DraftChange,
  now: Date,
): Promise<number | null> {
  const document = JSON.stringify(program);
  const newestVersion = '(SELECT max(version) FROM program_versions WHERE shop_id = $1)';
  const { rows } =
    revision === 0
      ? await sql.query<{ revision: number }>(
          `INSERT INTO program_drafts (shop_id, document, based_on, saved_at, saved_by)
           VALUES ($1, $2, ${newestVersion}, $3, $4) ON CONFLICT (shop_id) DO NOTHING RETURNING revision`,
          [shopId, document, now, savedBy],
        )
      : await sql.query<{ revision: number }>(
          `UPDATE program_drafts SET document = $2, saved_at = $3, saved_by = $4, revision = revision + 1,
             based_on = CASE WHEN document IS NULL THEN ${newestVersion} ELSE based_on END
           WHERE shop_id = $1 AND revision = $5 RETURNING revision`,
          [shopId, document, now, savedBy, revision],
        );
  return rows[0]?.revision ?? null;
}

/**
 * Ends the draft as a revision has it: it was published or discarded.
 * @returns the revision that stands for its end; null where it has moved on
 */
export async function endDraft(
  sql: Sql,
  shopId: ShopId,
  { revision, savedBy }: DraftChange,
  now: Date,
): Promise<number | null> {
  const { rows } = await sql.query<{ revision: number }>(
    `UPDATE program_drafts SET document = NULL, saved_at = $2, saved_by = $3, revision = revision + 1
     WHERE shop_id = $1 AND revision = $4 AND document IS NOT NULL RETURNING revision`,
    [shopId, now, savedBy, revision],
  );
  return rows[0]?.revision ?? null;
}
