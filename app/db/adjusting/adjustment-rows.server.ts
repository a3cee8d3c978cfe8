import type { ProblemOfLine } from '#app/loyalty/adjusting/import-problem.ts';
import { MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A line of a file. */
export interface AdjustmentRow {
  readonly line: number;
  readonly memberId: MemberId;
  readonly points: number;
  readonly reason: string;
}

/** Keeps lines that were read. */
export async function insertAdjustmentRows(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  rows: readonly AdjustmentRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO adjustment_rows (shop_id, import_id, line, member_id, points, reason)
     SELECT $1, $2, given.* FROM unnest($3::int[], $4::bigint[], $5::bigint[], $6::text[]) AS given`,
    [
      shopId,
      importId,
      rows.map(({ line }) => line),
      rows.map(({ memberId }) => memberId),
      rows.map(({ points }) => points),
      rows.map(({ reason }) => reason),
    ],
  );
}

/** Drops all lines of a file. */
export async function dropAdjustmentRows(
  sql: Sql,
  shopId: ShopId,
  importId: string,
): Promise<void> {
  await sql.query('DELETE FROM adjustment_rows WHERE shop_id = $1 AND import_id = $2', [
    shopId,
    importId,
  ]);
}

/**
 * Lines that say the same as one above them.
 * @returns how many there are, and the first of them
 */
export async function findDuplicateRows(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  limit: number,
): Promise<{ readonly count: number; readonly problems: readonly ProblemOfLine[] }> {
  const { rows } = await sql.query<{ count: number; lines: number[] | null }>(
    `WITH repeated AS (
       SELECT line FROM (
         SELECT line, row_number() OVER (PARTITION BY member_id, points, reason ORDER BY line) AS time
         FROM adjustment_rows WHERE shop_id = $1 AND import_id = $2) AS counted
       WHERE time > 1
     )
     SELECT (SELECT count(*) FROM repeated)::int AS count,
       (SELECT array_agg(line ORDER BY line) FROM (SELECT line FROM repeated ORDER BY line LIMIT $3) AS first) AS lines`,
    [shopId, importId, limit],
  );
  const [found] = rows;
  const problems = (found?.lines ?? []).map((line): ProblemOfLine => ({ line, code: 'duplicate' }));
  return { count: found?.count ?? 0, problems };
}

/**
 * The lines of a file between two, in their order. Between, and not so many behind one: right after a million was inserted
 * the planner would read all of them for that, and sort them (half a second for 500 lines).
 * @param after the last line before these
 * @param last the last of these, where there is such a line
 */
export async function listRowsBetween(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  { after, last }: { readonly after: number; readonly last: number },
): Promise<(AdjustmentRow & { readonly adjusted: number | null })[]> {
  const { rows } = await sql.query<{
    line: number;
    member_id: string;
    points: string;
    reason: string;
    adjusted: string | null;
  }>(
    `SELECT line, member_id, points, reason, adjusted FROM adjustment_rows
     WHERE shop_id = $1 AND import_id = $2 AND line > $3 AND line <= $4 ORDER BY line`,
    [shopId, importId, after, last],
  );
  return rows.map((row) => ({
    line: row.line,
    memberId: MemberId.parse(row.member_id),
    points: Number(row.points),
    reason: row.reason,
    adjusted: row.adjusted === null ? null : Number(row.adjusted),
  }));
}

/** The number of a file's last line; 0 where it has none. */
export async function findLastLine(sql: Sql, shopId: ShopId, importId: string): Promise<number> {
  const { rows } = await sql.query<{ last: number | null }>(
    'SELECT max(line) AS last FROM adjustment_rows WHERE shop_id = $1 AND import_id = $2',
    [shopId, importId],
  );
  return rows[0]?.last ?? 0;
}

/**
 * Notes how many points lines have really given or taken. The lines are named besides being joined: right after a million
 * was inserted the planner would otherwise read all of them (500 lines took a second).
 */
export async function noteAdjusted(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  adjusted: readonly { readonly line: number; readonly points: number }[],
): Promise<void> {
  await sql.query(
    `UPDATE adjustment_rows SET adjusted = given.points
     FROM unnest($3::int[], $4::bigint[]) AS given (line, points)
     WHERE shop_id = $1 AND import_id = $2 AND adjustment_rows.line = ANY($3::int[])
       AND adjustment_rows.line = given.line`,
    [shopId, importId, adjusted.map(({ line }) => line), adjusted.map(({ points }) => points)],
  );
}
