import type { ShopId } from '#app/loyalty/ids.ts';

import { type Database, inTransaction, type Sql } from '../database.server.ts';

/** Two periods of equal length, one after the other: `[before, since)` and from `since` on. Both begin with an hour. */
export interface Periods {
  readonly before: Date;
  readonly since: Date;
}

/** Points that moved between a shop and its members. */
export interface PointFlows {
  readonly issued: number;
  readonly issuedBefore: number;
  readonly issuedTotal: number;
  readonly takenBackTotal: number;
  /** By how much what members can spend (available, pending, held) changed in the newer period. */
  readonly outstandingChange: number;
  /** Transfers that had to be read one by one. */
  readonly unsummed: number;
}

const ISSUED = `CASE WHEN source = 'issued' THEN amount ELSE 0 END`;
const TAKEN_BACK = `CASE WHEN destination = 'revoked' THEN amount ELSE 0 END`;
const OUTSTANDING = `CASE WHEN destination IN ('available', 'pending', 'held') THEN amount ELSE 0 END
  - CASE WHEN source IN ('available', 'pending', 'held') THEN amount ELSE 0 END`;

/**
 * Sums a shop's transfers, by the time of their facts. The shop's side stores no balance that every sale would lock, so its
 * totals are sums: those that were kept, by the hour, and the transfers that came since (see `keepPointFlows`).
 */
export async function sumPointFlows(
  sql: Sql,
  shopId: ShopId,
  periods: Periods,
): Promise<PointFlows> {
  // The position is given as a value, by which the planner sees how few are behind it, and read again in the same moment
  // as the sums: they belong to it only if nobody has kept more meanwhile.
  for (let position = '0'; ;) {
    const row = await sumFrom(sql, shopId, position, periods);
    if (row.position === position) return toFlows(row);
    position = row.position;
  }
}

type Row = Record<
  'issued' | 'issued_before' | 'issued_total' | 'taken_back_total' | 'change',
  string | null
> & { readonly unsummed: string; readonly position: string };

async function sumFrom(
  sql: Sql,
  shopId: ShopId,
  position: string,
  { before, since }: Periods,
): Promise<Row> {
  const { rows } = await sql.query<Row>(
    `WITH position AS (
       SELECT coalesce((SELECT summed_to FROM point_flow_positions WHERE shop_id = $1), 0) AS at
     ), flows AS (
       SELECT hour AS at, issued, taken_back, outstanding, 0 AS unsummed FROM point_flows WHERE shop_id = $1
       UNION ALL
       SELECT occurred_at, ${ISSUED}, ${TAKEN_BACK}, ${OUTSTANDING}, 1 FROM transfers
       WHERE shop_id = $1 AND id > $4 AND asset = 'points' AND (SELECT at FROM position) = $4
     )
     SELECT sum(issued) FILTER (WHERE at >= $3) AS issued,
       sum(issued) FILTER (WHERE at >= $2 AND at < $3) AS issued_before,
       sum(issued) AS issued_total,
       sum(taken_back) AS taken_back_total,
       sum(outstanding) FILTER (WHERE at >= $3) AS change,
       coalesce(sum(unsummed), 0) AS unsummed,
       (SELECT at FROM position) AS position
     FROM flows`,
    [shopId, before, since, position],
  );
  const [row] = rows;
  if (!row) throw new Error('a sum came to nothing');
  return row;
}

function toFlows(row: Row): PointFlows {
  return {
    issued: Number(row.issued ?? 0),
    issuedBefore: Number(row.issued_before ?? 0),
    issuedTotal: Number(row.issued_total ?? 0),
    takenBackTotal: Number(row.taken_back_total ?? 0),
    outstandingChange: Number(row.change ?? 0),
    unsummed: Number(row.unsummed),
  };
}

/**
 * Keeps the sums of a shop's transfers that have come since it was last called, as far as none before them can still come:
 * ids are taken before a transaction commits, so one that is under way may yet bring a smaller one. It marks how far they
 * go, and sums up to the mark the next time, if every transaction has ended by then that was under way at the mark.
 */
export async function keepPointFlows(database: Database, shopId: ShopId): Promise<void> {
  await inTransaction(database, async (sql) => {
    await sql.query(
      'INSERT INTO point_flow_positions (shop_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [shopId],
    );
    const { rows } = await sql.query<Position>(
      `SELECT summed_to, mark, marked_at IS NOT NULL AS is_marked, ${SETTLED} AS is_settled
       FROM point_flow_positions WHERE shop_id = $1 FOR UPDATE SKIP LOCKED`,
      [shopId],
    );
    // Without a row somebody else is at it.
    const [position] = rows;
    if (!position || (position.is_marked && !position.is_settled)) return;
    if (position.is_marked) await sumToMark(sql, shopId, position);
    await sql.query(
      `UPDATE point_flow_positions SET summed_to = mark, marked_at = clock_timestamp(),
         mark = greatest(mark, (SELECT max(id) FROM transfers WHERE shop_id = $1))
       WHERE shop_id = $1`,
      [shopId],
    );
  });
}

interface Position {
  readonly summed_to: string;
  readonly mark: string;
  readonly is_marked: boolean;
  readonly is_settled: boolean;
}

/** Whether no transaction is under way that was at the mark; where the database does not show what others do, that is not known. */
const SETTLED = `NOT EXISTS (
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
    AND (state IS NULL OR state = 'disabled' OR xact_start <= marked_at))`;

async function sumToMark(sql: Sql, shopId: ShopId, { summed_to, mark }: Position): Promise<void> {
  await sql.query(
    `INSERT INTO point_flows (shop_id, hour, issued, taken_back, outstanding)
     SELECT $1, date_trunc('hour', occurred_at, 'UTC'), sum(${ISSUED}), sum(${TAKEN_BACK}), sum(${OUTSTANDING})
     FROM transfers WHERE shop_id = $1 AND id > $2 AND id <= $3 AND asset = 'points' GROUP BY 2
     ON CONFLICT (shop_id, hour) DO UPDATE SET issued = point_flows.issued + excluded.issued,
       taken_back = point_flows.taken_back + excluded.taken_back,
       outstanding = point_flows.outstanding + excluded.outstanding`,
    [shopId, summed_to, mark],
  );
}
