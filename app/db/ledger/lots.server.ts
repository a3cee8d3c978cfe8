import { LotId, MemberId, type OrderId, type ShopId } from '#app/loyalty/ids.ts';
import type { LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import type { LotState } from '#app/loyalty/ledger/settle-order.ts';

import type { Sql } from '../database.server.ts';

/** A lot with whose it is and which cause opened it. */
export interface OwnedLot extends LotState, LotDates {
  readonly ownerId: MemberId;
  readonly causeKind: string;
  readonly causeId: string;
  /** Promised to redemptions under way. */
  held: number;
  /** When it expires by its dates alone: what its owner did since, and a grace, left aside. Milliseconds since 1970. */
  readonly ownExpiresAt: number | null;
  /** Ordinal of the next posting of which the lot itself is the cause. */
  readonly nextOrdinal: number;
}

/** Which lots are wanted, beside those of the named causes. */
export interface WantedLots {
  /** Orders, of which every lot is read, whoever owns it. */
  readonly orders: readonly OrderId[];
  /**
   * Members who are to spend points, or from whom they are taken back: of their lots those that come first by expiry, up
   * to so many points, for a customer of many years has a hundred thousand.
   */
  readonly spending: readonly { readonly memberId: MemberId; readonly points: number }[];
  /** Those that have expired by then are left out of it, however late their job is. */
  readonly spendableAt?: Date;
  /** Members of whom all lots with debt are read. */
  readonly owing: readonly MemberId[];
}

const COLUMNS = `id, owner_id, cause_kind, cause_id, pending, remaining, held, expired, owed, forgiven, matures_at,
  expires_at, own_expires_at, idle_days, next_ordinal`;

interface LotRow {
  readonly id: string;
  readonly owner_id: string;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly pending: string;
  readonly remaining: string;
  readonly held: string;
  readonly expired: string;
  readonly owed: string;
  readonly forgiven: string;
  readonly matures_at: Date | number | null;
  readonly expires_at: Date | null;
  readonly own_expires_at: Date | null;
  readonly idle_days: number | null;
  readonly next_ordinal: number;
}

/** Reads lots. Call it under the locks of the members whose lots they are. */
export async function readLots(sql: Sql, shopId: ShopId, wanted: WantedLots): Promise<OwnedLot[]> {
  const parts = [
    `SELECT ${COLUMNS} FROM lots WHERE shop_id = $1 AND cause_kind = 'order' AND cause_id = ANY($2::text[])`,
  ];
  // Each part only where it is needed: most orders rise, and nobody owes anything.
  if (wanted.spending.length > 0) {
    parts.push(`SELECT ${COLUMNS} FROM (${SPENDABLE}) AS spendable WHERE points_before < points`);
  }
  if (wanted.owing.length > 0) {
    parts.push(
      `SELECT ${COLUMNS} FROM lots WHERE shop_id = $1 AND owner_id = ANY($5::bigint[]) AND owed > 0`,
    );
  }
  const { rows } = await sql.query<LotRow>(
    `WITH asked AS (SELECT $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz) ${parts.join(' UNION ')}`,
    [
      shopId,
      wanted.orders,
      wanted.spending.map(({ memberId }) => memberId),
      wanted.spending.map(({ points }) => points),
      wanted.owing,
      wanted.spendableAt ?? '-infinity',
    ],
  );
  return rows.map(toLot);
}

// In the order of `byExpiry`.
const SPENDABLE = `
  SELECT lots.*, given.points,
    sum(remaining) OVER (PARTITION BY lots.owner_id ORDER BY expires_at NULLS LAST, id) - remaining AS points_before
  FROM (SELECT owner_id, sum(points) AS points FROM unnest($3::bigint[], $4::bigint[]) AS asked (owner_id, points)
        GROUP BY owner_id) AS given
  JOIN lots ON lots.shop_id = $1 AND lots.owner_id = given.owner_id AND remaining > 0
    AND (expires_at IS NULL OR expires_at > $6)`;

/** Lots by id, and all lots of these members that are in debt. Call it under the members' locks. */
export async function readLotsOfMembers(
  sql: Sql,
  shopId: ShopId,
  lotIds: readonly string[],
  owing: readonly MemberId[],
): Promise<OwnedLot[]> {
  const { rows } = await sql.query<LotRow>(
    `SELECT ${COLUMNS} FROM lots WHERE shop_id = $1 AND id = ANY($2::bigint[])
     UNION SELECT ${COLUMNS} FROM lots WHERE shop_id = $1 AND owner_id = ANY($3::bigint[]) AND owed > 0
     ORDER BY id`,
    [shopId, lotIds, owing],
  );
  return rows.map(toLot);
}

function toLot(row: LotRow): OwnedLot {
  return {
    lotId: LotId.parse(row.id),
    ownerId: MemberId.parse(row.owner_id),
    causeKind: row.cause_kind,
    causeId: row.cause_id,
    pending: Number(row.pending),
    remaining: Number(row.remaining),
    held: Number(row.held),
    expired: Number(row.expired),
    owed: Number(row.owed),
    forgiven: Number(row.forgiven),
    // A lot that was pending once and matures at once by now has matured before all time.
    maturesAt:
      row.matures_at === null || row.matures_at === -Infinity ? null : Number(row.matures_at),
    expiresAt: row.expires_at?.getTime() ?? null,
    ownExpiresAt: (row.idle_days === null ? row.expires_at : row.own_expires_at)?.getTime() ?? null,
    idleDays: row.idle_days,
    nextOrdinal: row.next_ordinal,
  };
}

/** Takes ids for lots that are to be opened. */
export async function takeLotIds(sql: Sql, count: number): Promise<LotId[]> {
  if (count === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `SELECT nextval('lots_id_seq') AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => LotId.parse(row.id));
}

/** Gives lots new dates: the order has been shipped, or was claimed. A grace that was granted stays. */
export async function changeLotDates(
  sql: Sql,
  shopId: ShopId,
  changes: readonly ({ readonly lotId: LotId } & LotDates)[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query(
    `UPDATE lots SET matures_at = coalesce(given.matures_at, '-infinity'),
       expires_at = CASE WHEN given.expires_at IS NOT NULL THEN greatest(given.expires_at, graced_until) END,
       own_expires_at = CASE WHEN given.idle_days IS NOT NULL THEN given.expires_at END, idle_days = given.idle_days
     FROM unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::int[])
       AS given (id, matures_at, expires_at, idle_days)
     WHERE lots.shop_id = $1 AND lots.id = given.id`,
    [
      shopId,
      changes.map((change) => change.lotId),
      changes.map((change) => momentOf(change.maturesAt)),
      changes.map((change) => momentOf(change.expiresAt)),
      changes.map((change) => change.idleDays),
    ],
  );
}

/** Has lots that have expired expire later, so that what comes back to them can still be spent. */
export async function extendExpired(
  sql: Sql,
  shopId: ShopId,
  lotIds: readonly LotId[],
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<void> {
  await sql.query(
    `UPDATE lots SET expires_at = $4, graced_until = $4 WHERE shop_id = $1 AND id = ANY($2::bigint[]) AND expires_at <= $3`,
    [shopId, lotIds, now, until],
  );
}

/** A moment as PostgreSQL takes it; it knows a time that never comes. */
export function momentOf(milliseconds: number | null): Date | 'infinity' | null {
  if (milliseconds === null) return null;
  return milliseconds === Infinity ? 'infinity' : new Date(milliseconds);
}
