import { LotId, MemberId, type OrderId, type ShopId } from '#app/loyalty/ids.ts';
import type { TransferReceipt } from '#app/loyalty/receipt.ts';
import type { AccountName, LotState } from '#app/loyalty/settle-order.ts';

import type { Sql } from './database.server.ts';

/** What a posting needs to know of a member, read under the member's lock. */
export interface LockedAccount {
  readonly memberId: MemberId;
  readonly owed: number;
}

/** A transfer to be posted. */
export interface NewTransfer {
  readonly memberId: MemberId;
  readonly source: AccountName;
  readonly destination: AccountName;
  /** Points, a positive integer. */
  readonly amount: number;
  readonly lotId: LotId | null;
  readonly causeKind: 'order';
  readonly causeId: string;
  /** Which posting of the cause this is, and which of its legs. */
  readonly ordinal: number;
  readonly leg: number;
  /** The transfer that this one corrects. */
  readonly corrects: string | null;
  readonly receipt: TransferReceipt;
  readonly occurredAt: Date;
}

/**
 * Locks members' accounts by id until the transaction ends. Every path that changes balances locks the members
 * first and in this order, so no two transactions can wait for each other in a circle.
 */
export async function lockAccounts(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, LockedAccount>> {
  const { rows } = await sql.query<{ member_id: string; owed: string }>(
    `SELECT member_id, owed FROM accounts
     WHERE shop_id = $1 AND member_id = ANY($2::bigint[]) ORDER BY member_id FOR UPDATE`,
    [shopId, memberIds],
  );
  return new Map(
    rows.map((row) => {
      const memberId = MemberId.parse(row.member_id);
      return [memberId, { memberId, owed: Number(row.owed) }];
    }),
  );
}

/** A lot with whose it is and which cause opened it. */
export interface OwnedLot extends LotState {
  readonly memberId: MemberId;
  readonly causeId: string;
}

/** A lot that is opened by the posting whose transfers name it, and not at all where none does. */
export interface NewLot {
  readonly lotId: LotId;
  readonly memberId: MemberId;
  readonly causeKind: 'order';
  readonly causeId: string;
  readonly openedAt: Date;
}

/** Transfers, with the lots that they open. */
export interface Posting {
  readonly transfers: readonly NewTransfer[];
  readonly newLots: readonly NewLot[];
}

/**
 * Reads the lots of orders, and gives an id to those that do not exist yet. Call it under the members' locks.
 * @param wanted each order's own lot
 * @param spending members of whom all lots with points left are read too
 */
export async function readLots(
  sql: Sql,
  shopId: ShopId,
  wanted: readonly { memberId: MemberId; orderId: OrderId; openedAt: Date }[],
  spending: readonly MemberId[],
): Promise<{ lots: OwnedLot[]; newLots: NewLot[] }> {
  const { rows } = await sql.query<{
    id: string;
    member_id: string;
    cause_id: string;
    remaining: string;
    expires_at: Date | null;
  }>(
    `SELECT id, member_id, cause_id, remaining, expires_at FROM lots
     JOIN unnest($2::bigint[], $3::text[]) AS wanted (member_id, cause_id) USING (member_id, cause_id)
     WHERE shop_id = $1 AND cause_kind = 'order'
     UNION
     SELECT id, member_id, cause_id, remaining, expires_at FROM lots
     WHERE shop_id = $1 AND member_id = ANY($4::bigint[]) AND remaining > 0`,
    [shopId, wanted.map((lot) => lot.memberId), wanted.map((lot) => lot.orderId), spending],
  );
  const lots = rows.map((row) => ({
    lotId: LotId.parse(row.id),
    memberId: MemberId.parse(row.member_id),
    causeId: row.cause_id,
    remaining: Number(row.remaining),
    expiresAt: row.expires_at?.getTime() ?? null,
  }));
  const known = new Set(lots.map((lot) => `${lot.memberId} ${lot.causeId}`));
  const missing = wanted.filter((lot) => !known.has(`${lot.memberId} ${lot.orderId}`));
  const ids = await takeLotIds(sql, missing.length);
  const newLots = missing.map(({ memberId, orderId, openedAt }, index): NewLot => {
    const lotId = LotId.parse(ids[index]);
    return { lotId, memberId, causeKind: 'order', causeId: orderId, openedAt };
  });
  const empty = newLots.map(({ lotId, memberId, causeId }) => ({
    ...{ lotId, memberId, causeId },
    remaining: 0,
    expiresAt: null,
  }));
  return { lots: [...lots, ...empty], newLots };
}

async function takeLotIds(sql: Sql, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `SELECT nextval('lots_id_seq') AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.id);
}

/** The first earning that was posted for each of these orders: what a later take-back corrects. */
export async function listFirstEarnings(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<{ cause_id: string; id: string }>(
    `SELECT DISTINCT ON (cause_id) cause_id, id FROM transfers
     WHERE shop_id = $1 AND cause_kind = 'order' AND cause_id = ANY($2::text[]) AND source = 'issued'
     ORDER BY cause_id, ordinal, leg`,
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.cause_id, row.id]));
}

/**
 * Posts transfers, and opens lots and changes lots and balances by exactly what they say, in one statement.
 * @param posting transfers of members whose accounts this transaction has locked
 * @throws when a balance would become negative (the database's CHECK) or a cause's ordinal is taken: both are bugs,
 *   and nothing is written
 */
export async function postTransfers(
  sql: Sql,
  shopId: ShopId,
  { transfers, newLots }: Posting,
  now: Date,
): Promise<void> {
  if (transfers.length === 0) return;
  const column = <Value>(read: (transfer: NewTransfer) => Value) => transfers.map(read);
  const { rows } = await sql.query<{ changed: number; expected: number }>(POST, [
    shopId,
    column((each) => each.memberId),
    column((each) => each.source),
    column((each) => each.destination),
    column((each) => each.amount),
    column((each) => each.lotId),
    column((each) => each.causeKind),
    column((each) => each.causeId),
    column((each) => each.ordinal),
    column((each) => each.leg),
    column((each) => each.corrects),
    column((each) => JSON.stringify(each.receipt)),
    column((each) => each.occurredAt),
    now,
    newLots.map((lot) => lot.lotId),
    newLots.map((lot) => lot.memberId),
    newLots.map((lot) => lot.causeKind),
    newLots.map((lot) => lot.causeId),
    newLots.map((lot) => lot.openedAt),
  ]);
  const [counts] = rows;
  if (!counts || counts.changed !== counts.expected) {
    throw new Error('a transfer names a member without accounts or a lot that does not exist');
  }
}

const POST = `
WITH posted AS (
  INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id,
    ordinal, leg, corrects, receipt, occurred_at, posted_at)
  SELECT $1, given.*, $14
  FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
    $9::int[], $10::int[], $11::bigint[], $12::jsonb[], $13::timestamptz[]) AS given
  RETURNING member_id, source, destination, amount, lot_id
), balance_changes AS (
  SELECT member_id,
    coalesce(sum(amount) FILTER (WHERE destination = 'pending'), 0)
      - coalesce(sum(amount) FILTER (WHERE source = 'pending'), 0) AS pending,
    coalesce(sum(amount) FILTER (WHERE destination = 'available'), 0)
      - coalesce(sum(amount) FILTER (WHERE source = 'available'), 0) AS available,
    coalesce(sum(amount) FILTER (WHERE destination = 'held'), 0)
      - coalesce(sum(amount) FILTER (WHERE source = 'held'), 0) AS held,
    coalesce(sum(amount) FILTER (WHERE source = 'owed'), 0)
      - coalesce(sum(amount) FILTER (WHERE destination = 'owed'), 0) AS owed,
    coalesce(sum(amount) FILTER (WHERE source = 'issued'), 0)
      - coalesce(sum(amount) FILTER (WHERE destination = 'revoked'), 0) AS earned
  FROM posted GROUP BY member_id
), balances AS (
  UPDATE accounts SET pending = accounts.pending + change.pending, available = accounts.available + change.available,
    held = accounts.held + change.held, owed = accounts.owed + change.owed, earned = accounts.earned + change.earned
  FROM balance_changes AS change
  WHERE accounts.shop_id = $1 AND accounts.member_id = change.member_id
  RETURNING 1
), lot_changes AS (
  SELECT lot_id,
    coalesce(sum(amount) FILTER (WHERE source = 'issued'), 0) AS amount,
    coalesce(sum(amount) FILTER (WHERE destination IN ('pending', 'available')), 0)
      - coalesce(sum(amount) FILTER (WHERE source IN ('pending', 'available')), 0) AS remaining
  FROM posted WHERE lot_id IS NOT NULL GROUP BY lot_id
), opened_lots AS (
  INSERT INTO lots (shop_id, id, member_id, cause_kind, cause_id, opened_at, amount, remaining)
  SELECT $1, opened.*, change.amount, change.remaining
  FROM unnest($15::bigint[], $16::bigint[], $17::text[], $18::text[], $19::timestamptz[])
    AS opened (lot_id, member_id, cause_kind, cause_id, opened_at)
  JOIN lot_changes AS change USING (lot_id)
  RETURNING 1
), changed_lots AS (
  UPDATE lots SET amount = lots.amount + change.amount, remaining = lots.remaining + change.remaining
  FROM lot_changes AS change
  WHERE lots.shop_id = $1 AND lots.id = change.lot_id
  RETURNING 1
)
SELECT ((SELECT count(*) FROM balances) + (SELECT count(*) FROM opened_lots)
    + (SELECT count(*) FROM changed_lots))::int AS changed,
  ((SELECT count(*) FROM balance_changes) + (SELECT count(*) FROM lot_changes))::int AS expected`;
