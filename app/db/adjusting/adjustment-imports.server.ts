import { z } from 'zod';

import type { ProblemOfFile, ProblemOfLine } from '#app/loyalty/adjusting/import-problem.ts';
import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What has become of a file of adjustments. */
export type ImportState =
  /** It is being uploaded, or the upload was broken off. */
  | 'receiving'
  /** A job is checking it. */
  | 'reading'
  /** Something is wrong with it: nothing of it is carried out. */
  | 'refused'
  /** It can be carried out. */
  | 'checked'
  /** Staff did not want it. */
  | 'discarded'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone';

/** A file of adjustments. Points are integers. */
export interface AdjustmentImport {
  readonly id: string;
  readonly state: ImportState;
  readonly fileName: string;
  /** Shopify's ids of the members of staff. */
  readonly uploadedBy: string;
  readonly confirmedBy: string | null;
  readonly undoneBy: string | null;
  readonly uploadedAt: Date;
  readonly confirmedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly beyond: 'leave' | 'owe' | null;
  readonly lines: number;
  readonly members: number;
  /** What its lines give and take together, both positive. */
  readonly gives: number;
  readonly takes: number;
  readonly fileProblem: ProblemOfFile | null;
  readonly problemCount: number;
  readonly problems: readonly ProblemOfLine[];
  /** The last line that the job under way has dealt with. */
  readonly position: number;
  readonly linesDone: number;
  /** Of one that is taken back: what it took is given back, and what it gave is being taken. */
  readonly areTakingsUndone: boolean;
  /** What was really given and taken, before it was taken back. */
  readonly given: number;
  readonly taken: number;
  /** Points that could not be taken, or taken back. */
  readonly leftOver: number;
}

const COLUMNS = `id, state, file_name AS "fileName", uploaded_by AS "uploadedBy", confirmed_by AS "confirmedBy",
  undone_by AS "undoneBy", uploaded_at AS "uploadedAt", confirmed_at AS "confirmedAt", finished_at AS "finishedAt", beyond,
  lines, members, gives, takes, file_problem AS "fileProblem", problem_count AS "problemCount", problems, position,
  lines_done AS "linesDone", takings_undone AS "areTakingsUndone", given, taken, left_over AS "leftOver"`;

/** Columns that are bigint, which comes as text. */
type Counted = 'gives' | 'takes' | 'given' | 'taken' | 'leftOver';
type ImportRow = Omit<AdjustmentImport, Counted> & Record<Counted, string>;

function toImport(row: ImportRow): AdjustmentImport {
  const { gives, takes, given, taken, leftOver } = row;
  return {
    ...row,
    gives: Number(gives),
    takes: Number(takes),
    given: Number(given),
    taken: Number(taken),
    leftOver: Number(leftOver),
  };
}

/** An id of a file as an address may name it. */
export const ImportId = z.string().regex(/^\d{1,18}$/);

/** Notes that a file is being uploaded. @returns its id */
export async function insertImport(
  sql: Sql,
  shopId: ShopId,
  { fileName, staffUserId }: { readonly fileName: string; readonly staffUserId: string },
  now: Date,
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO adjustment_imports (shop_id, state, file_name, uploaded_by, uploaded_at)
     VALUES ($1, 'receiving', $2, $3, $4) RETURNING id`,
    [shopId, fileName, staffUserId, now],
  );
  const [row] = rows;
  if (!row) throw new Error('an import was not noted');
  return row.id;
}

/** Looks a file up; undefined when the shop has none with this id. */
export async function findImport(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<AdjustmentImport | undefined> {
  const { rows } = await sql.query<ImportRow>(
    `SELECT ${COLUMNS} FROM adjustment_imports WHERE shop_id = $1 AND id = $2`,
    [shopId, id],
  );
  return rows[0] && toImport(rows[0]);
}

/** The same, locked until the transaction ends: whoever carries it on or changes its state has it alone. */
export async function lockImport(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<AdjustmentImport | undefined> {
  const { rows } = await sql.query<ImportRow>(
    `SELECT ${COLUMNS} FROM adjustment_imports WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
    [shopId, id],
  );
  return rows[0] && toImport(rows[0]);
}

/**
 * A page of a shop's files, newest first.
 * @param before the last of the page before this; null for the newest page
 */
export async function listImports(
  sql: Sql,
  shopId: ShopId,
  before: string | null,
  limit: number,
): Promise<AdjustmentImport[]> {
  const { rows } = await sql.query<ImportRow>(
    `SELECT ${COLUMNS} FROM adjustment_imports
     WHERE shop_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [shopId, before, limit],
  );
  return rows.map(toImport);
}

/** The oldest file of a shop that a job has something to do for. */
export async function findOpenImport(
  sql: Sql,
  shopId: ShopId,
): Promise<Pick<AdjustmentImport, 'id' | 'state'> | undefined> {
  const { rows } = await sql.query<Pick<AdjustmentImport, 'id' | 'state'>>(
    `SELECT id, state FROM adjustment_imports
     WHERE shop_id = $1 AND state IN ('reading', 'applying', 'undoing') ORDER BY id LIMIT 1`,
    [shopId],
  );
  return rows[0];
}

/** Shops with a file that a job has something to do for. */
export async function listShopsWithOpenImports(sql: Sql): Promise<ShopId[]> {
  const { rows } = await sql.query<{ shop_id: string }>(
    `SELECT DISTINCT shop_id FROM adjustment_imports WHERE state IN ('reading', 'applying', 'undoing')
     ORDER BY shop_id`,
  );
  return rows.map((row) => ShopId.parse(row.shop_id));
}
