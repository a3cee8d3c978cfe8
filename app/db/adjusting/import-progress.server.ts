import type { ProblemOfFile, ProblemOfLine } from '#app/loyalty/adjusting/import-problem.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import type { ImportState } from './adjustment-imports.server.ts';

/** Has a file enter another state. */
export async function changeImportState(
  sql: Sql,
  shopId: ShopId,
  id: string,
  state: ImportState,
): Promise<void> {
  await sql.query(`UPDATE adjustment_imports SET state = $3 WHERE shop_id = $1 AND id = $2`, [
    shopId,
    id,
    state,
  ]);
}

/** What is wrong with a file. */
export interface FoundProblems {
  readonly fileProblem: ProblemOfFile | null;
  readonly problemCount: number;
  /** The first of them. */
  readonly problems: readonly ProblemOfLine[];
}

/** Notes what a file was found to contain, and whether it can be carried out. */
export async function noteChecked(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { fileProblem, problemCount, problems }: FoundProblems,
): Promise<void> {
  const isRefused = fileProblem !== null || problemCount > 0;
  await sql.query(
    `UPDATE adjustment_imports SET state = $3, file_problem = $4, problem_count = $5, problems = $6,
       (lines, members, gives, takes) = (
         SELECT count(*), count(DISTINCT member_id), coalesce(sum(points) FILTER (WHERE points > 0), 0),
           coalesce(-sum(points) FILTER (WHERE points < 0), 0)
         FROM adjustment_rows WHERE shop_id = $1 AND import_id = $2)
     WHERE shop_id = $1 AND id = $2`,
    [
      shopId,
      id,
      isRefused ? 'refused' : 'checked',
      fileProblem && JSON.stringify(fileProblem),
      problemCount,
      JSON.stringify(problems),
    ],
  );
}

/** Notes who wants a file carried out, and how. */
export async function noteConfirmed(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { staffUserId, beyond }: { readonly staffUserId: string; readonly beyond: 'leave' | 'owe' },
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE adjustment_imports SET state = 'applying', confirmed_by = $3, confirmed_at = $4, beyond = $5
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, staffUserId, now, beyond],
  );
}

/**
 * Notes who wants a file taken back; it begins with its first line. Where it took nothing, nothing is to be given back
 * first.
 */
export async function noteUndoing(
  sql: Sql,
  shopId: ShopId,
  id: string,
  staffUserId: string,
): Promise<void> {
  await sql.query(
    `UPDATE adjustment_imports SET state = 'undoing', undone_by = $3, position = 0, lines_done = 0, left_over = 0,
       takings_undone = (taken = 0), finished_at = NULL
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, staffUserId],
  );
}

/** Notes that all that a file took is given back: it begins again with its first line, to take what it gave. */
export async function noteTakingsUndone(sql: Sql, shopId: ShopId, id: string): Promise<void> {
  await sql.query(
    `UPDATE adjustment_imports SET takings_undone = true, position = 0 WHERE shop_id = $1 AND id = $2`,
    [shopId, id],
  );
}

/** What a step has done. Points are positive. */
export interface ImportStep {
  readonly position: number;
  readonly linesDone: number;
  readonly given: number;
  readonly taken: number;
  readonly leftOver: number;
}

/** Adds what a step has done, in its transaction. */
export async function noteStep(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { position, linesDone, given, taken, leftOver }: ImportStep,
): Promise<void> {
  await sql.query(
    `UPDATE adjustment_imports SET position = $3, lines_done = lines_done + $4, given = given + $5, taken = taken + $6,
       left_over = left_over + $7
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, position, linesDone, given, taken, leftOver],
  );
}

/** Notes that nothing of a file is left to be done. */
export async function noteFinished(
  sql: Sql,
  shopId: ShopId,
  id: string,
  state: 'applied' | 'undone',
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE adjustment_imports SET state = $3, finished_at = $4 WHERE shop_id = $1 AND id = $2`,
    [shopId, id, state, now],
  );
}
