import type { ShopId } from '#app/loyalty/ids.ts';
import type { ReconciliationFailure, Tally } from '#app/loyalty/reconciliation.ts';

import type { Sql } from '../database.server.ts';
import type { Reconciliation } from './reconciliations.server.ts';

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
