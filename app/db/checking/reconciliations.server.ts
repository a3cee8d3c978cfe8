import type { ShopId } from '#app/loyalty/ids.ts';
import type {
  ReconciliationFailure,
  ReconciliationMode,
  Tally,
} from '#app/loyalty/reconciliation.ts';

import type { Sql } from '../database.server.ts';
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
