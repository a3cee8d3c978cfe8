import type { ShopId } from '#app/loyalty/ids.ts';
import type {
  ReconciliationFailure,
  ReconciliationMode,
  Tally,
} from '#app/loyalty/reconciliation.ts';

import type { Sql } from './database.server.ts';
import { ReconciliationPosition } from './reconciliation-position.server.ts';

/** A comparison of a shop with Shopify. */
export interface Reconciliation {
  readonly id: string;
  readonly mode: ReconciliationMode;
  readonly state: 'running' | 'done' | 'failed';
  readonly reason: ReconciliationFailure | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** What changed from then on is looked at; null for everything since ever. */
  readonly since: Date | null;
  /** What changed later is left to the next run. */
  readonly until: Date;
  /** Whether it also looks for what Shopify does not have any more. */
  readonly looksForMissing: boolean;
  readonly position: ReconciliationPosition;
  /** Tries in vain since it last got on. */
  readonly attempts: number;
  /** Of how many orders, where Shopify has said so. */
  readonly ordersExpected: number | null;
  readonly tally: Tally;
}

const COLUMNS = `id, mode, state, reason, started_at AS "startedAt", finished_at AS "finishedAt", since, until,
  looks_for_missing AS "looksForMissing", position, attempts, orders_expected AS "ordersExpected",
  json_build_object('ordersSeen', orders_seen, 'customersSeen', customers_seen, 'ordersRepaired', orders_repaired,
    'customersRepaired', customers_repaired, 'unreadable', unreadable) AS tally`;

type Row = Omit<Reconciliation, 'position'> & { position: unknown };

function toReconciliation(row: Row): Reconciliation {
  return { ...row, position: ReconciliationPosition.parse(row.position) };
}

/** The run that is under way in a shop, if there is one. */
export async function findRunningReconciliation(
  sql: Sql,
  shopId: ShopId,
): Promise<Reconciliation | undefined> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM reconciliations WHERE shop_id = $1 AND state = 'running'`,
    [shopId],
  );
  return rows[0] && toReconciliation(rows[0]);
}

/** The newest run of a shop that has ended, well or not. */
export async function findLastReconciliation(
  sql: Sql,
  shopId: ShopId,
): Promise<Reconciliation | undefined> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM reconciliations WHERE shop_id = $1 AND state <> 'running'
     ORDER BY id DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] && toReconciliation(rows[0]);
}

/** How far earlier runs have come. */
export interface ReconciledSoFar {
  /** Up to when everything that changed was looked at; null before the first run. */
  readonly until: Date | null;
  /** When a run last began that looked for what is missing. */
  readonly lookedForMissingAt: Date | null;
}

/** How far the runs of a shop that ended well have come. */
export async function readReconciledSoFar(sql: Sql, shopId: ShopId): Promise<ReconciledSoFar> {
  const { rows } = await sql.query<ReconciledSoFar>(
    `SELECT max(until) AS until, max(started_at) FILTER (WHERE looks_for_missing) AS "lookedForMissingAt"
     FROM reconciliations WHERE shop_id = $1 AND state = 'done'`,
    [shopId],
  );
  return rows[0] ?? { until: null, lookedForMissingAt: null };
}

/** A run that is to begin. */
export type NewReconciliation = Pick<
  Reconciliation,
  'mode' | 'startedAt' | 'since' | 'until' | 'looksForMissing' | 'position'
>;

/** How long a run is left alone before it is taken for abandoned. */
const LEASE = `interval '5 minutes'`;

/**
 * Begins a run, unless one is under way.
 * @returns whether it was begun
 */
export async function insertReconciliation(
  sql: Sql,
  shopId: ShopId,
  run: NewReconciliation,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO reconciliations (shop_id, mode, state, started_at, since, until, looks_for_missing, position, resume_at)
     VALUES ($1, $2, 'running', $3, $4, $5, $6, $7, $3::timestamptz + ${LEASE})
     ON CONFLICT (shop_id) WHERE state = 'running' DO NOTHING`,
    [
      shopId,
      run.mode,
      run.startedAt,
      run.since,
      run.until,
      run.looksForMissing,
      JSON.stringify(run.position),
    ],
  );
  return rowCount === 1;
}

/** Writes down that a run has come further, in the transaction that settled what lies before its new position. */
export async function saveProgress(
  sql: Sql,
  shopId: ShopId,
  { id, position }: Pick<Reconciliation, 'id' | 'position'>,
  found: Tally,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE reconciliations SET position = $3, attempts = 0, resume_at = $4::timestamptz + ${LEASE},
       orders_seen = orders_seen + $5, customers_seen = customers_seen + $6, orders_repaired = orders_repaired + $7,
       customers_repaired = customers_repaired + $8, unreadable = unreadable + $9
     WHERE shop_id = $1 AND id = $2`,
    [
      shopId,
      id,
      JSON.stringify(position),
      now,
      found.ordersSeen,
      found.customersSeen,
      found.ordersRepaired,
      found.customersRepaired,
      found.unreadable,
    ],
  );
}

/** Why a run does not get on at the moment, and when it is to be tried again. */
export interface Waiting {
  readonly resumeAt: Date;
  readonly attempts: number;
  readonly ordersExpected: number | null;
}

/** Lets a run wait, where it stands. */
export async function letReconciliationWait(
  sql: Sql,
  shopId: ShopId,
  id: string,
  { resumeAt, attempts, ordersExpected }: Waiting,
): Promise<void> {
  await sql.query(
    `UPDATE reconciliations SET resume_at = $3::timestamptz + ${LEASE}, attempts = $4,
       orders_expected = coalesce($5, orders_expected) WHERE shop_id = $1 AND id = $2`,
    [shopId, id, resumeAt, attempts, ordersExpected],
  );
}

/** Ends a run. */
export async function finishReconciliation(
  sql: Sql,
  shopId: ShopId,
  id: string,
  reason: ReconciliationFailure | null,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE reconciliations SET state = $3, reason = $4, finished_at = $5
     WHERE shop_id = $1 AND id = $2 AND state = 'running'`,
    [shopId, id, reason === null ? 'done' : 'failed', reason, now],
  );
}

/** Forgets runs that began before a moment, but for the newest that ended well: the next one begins where it ended. */
export async function dropOldReconciliations(
  sql: Sql,
  shopId: ShopId,
  before: Date,
): Promise<void> {
  await sql.query(
    `DELETE FROM reconciliations WHERE shop_id = $1 AND started_at < $2 AND state <> 'running'
       AND id < (SELECT max(id) FROM reconciliations WHERE shop_id = $1 AND state = 'done')`,
    [shopId, before],
  );
}
