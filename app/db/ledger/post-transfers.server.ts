import type { LotId, MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import type { TransferReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';
import type { AccountName } from '#app/loyalty/ledger/settle-order.ts';

import type { Sql } from '../database.server.ts';
import { momentOf } from './lots.server.ts';

/** What a transfer was posted for. */
export type CauseKind =
  'order' | 'lot' | 'merge' | 'award' | 'adjustment' | 'redemption' | 'action';

/** A transfer to be posted. */
export interface NewTransfer {
  readonly memberId: MemberId;
  readonly source: AccountName;
  readonly destination: AccountName;
  /** Points, a positive integer. */
  readonly amount: number;
  readonly lotId: LotId | null;
  readonly causeKind: CauseKind;
  readonly causeId: string;
  /** Which posting of the cause this is, and which of its legs. */
  readonly ordinal: number;
  readonly leg: number;
  /** The transfer that this one corrects. */
  readonly corrects: string | null;
  readonly receipt: TransferReceipt;
  readonly occurredAt: Date;
}

/** A lot that is opened by the posting whose transfers name it, and not at all where none does. */
export interface NewLot extends LotDates {
  readonly lotId: LotId;
  readonly memberId: MemberId;
  readonly causeKind: 'order' | 'award' | 'adjustment' | 'action';
  readonly causeId: string;
  readonly openedAt: Date;
}

/** Transfers, with the lots that they open. */
export interface Posting {
  readonly transfers: readonly NewTransfer[];
  readonly newLots: readonly NewLot[];
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
  const opened = new Set<LotId | null>(newLots.map((lot) => lot.lotId));
  const { rows } = await sql.query<{ changed: number; expected: number }>({
    name: 'post-transfers',
    text: POST,
    values: [
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
      JSON.stringify(column((each) => each.receipt)),
      column((each) => each.occurredAt),
      now,
      newLots.map((lot) => lot.lotId),
      newLots.map((lot) => lot.memberId),
      newLots.map((lot) => lot.causeKind),
      newLots.map((lot) => lot.causeId),
      newLots.map((lot) => lot.openedAt),
      newLots.map((lot) => momentOf(lot.maturesAt)),
      newLots.map((lot) => momentOf(lot.expiresAt)),
      newLots.map((lot) => lot.idleDays),
      column((each) => each.lotId).filter((lotId) => lotId !== null && !opened.has(lotId)),
    ],
  });
  const [counts] = rows;
  if (!counts || counts.changed !== counts.expected) {
    throw new Error('a transfer names a member without accounts or a lot that does not exist');
  }
}

/** What an account gains by the transfers of a group. */
function gain(account: AccountName): string {
  return `coalesce(sum(amount) FILTER (WHERE destination = '${account}'), 0)
      - coalesce(sum(amount) FILTER (WHERE source = '${account}'), 0)`;
}

// The lots that are there already are named besides being joined: in a shop that grows faster than the planner's statistics
// it would otherwise read all of its lots. (500 awards took 25 ms instead of 16 where there were 25,000.)
// A debt, what was forgiven and what expired grow in opposite directions: points leave `owed` and `adjusted`, and come to
// `expired`.
const POST = `
WITH posted AS (
  INSERT INTO transfers (shop_id, member_id, source, destination, amount, lot_id, cause_kind, cause_id,
    ordinal, leg, corrects, receipt, occurred_at, posted_at)
  SELECT $1, given.*, $14
  FROM ROWS FROM (
    unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::int[], $10::int[],
      $11::bigint[]),
    jsonb_array_elements($12::jsonb), unnest($13::timestamptz[])) AS given
  RETURNING member_id, source, destination, amount, lot_id, cause_kind
), balance_changes AS (
  SELECT member_id, ${gain('pending')} AS pending, ${gain('available')} AS available, ${gain('held')} AS held,
    -(${gain('owed')}) AS owed, -(${gain('issued')}) - (${gain('revoked')}) AS earned
  FROM posted GROUP BY member_id
), balances AS (
  UPDATE accounts SET pending = accounts.pending + change.pending, available = accounts.available + change.available,
    held = accounts.held + change.held, owed = accounts.owed + change.owed, earned = accounts.earned + change.earned
  FROM balance_changes AS change
  WHERE accounts.shop_id = $1 AND accounts.member_id = change.member_id
  RETURNING 1
), lot_changes AS (
  SELECT lot_id, coalesce(sum(amount) FILTER (WHERE source = 'issued' AND destination IN ('pending', 'available')), 0) AS amount,
    ${gain('pending')} AS pending, ${gain('available')} AS remaining, ${gain('held')} AS held,
    ${gain('expired')} AS expired, -(${gain('owed')}) AS owed, -(${gain('adjusted')}) AS forgiven,
    bool_or(cause_kind = 'lot')::int AS of_itself
  FROM posted WHERE lot_id IS NOT NULL GROUP BY lot_id
), opened_lots AS (
  INSERT INTO lots (shop_id, id, member_id, owner_id, cause_kind, cause_id, opened_at, matures_at, expires_at, own_expires_at,
    idle_days, amount, pending, remaining, held, expired, owed, forgiven)
  SELECT $1, lot_id, member_id, member_id, cause_kind, cause_id, opened_at, matures_at, expires_at,
    CASE WHEN idle_days IS NOT NULL THEN expires_at END, idle_days, change.amount, change.pending, change.remaining, change.held, change.expired, change.owed, change.forgiven
  FROM unnest($15::bigint[], $16::bigint[], $17::text[], $18::text[], $19::timestamptz[], $20::timestamptz[],
    $21::timestamptz[], $22::int[])
    AS opened (lot_id, member_id, cause_kind, cause_id, opened_at, matures_at, expires_at, idle_days)
  JOIN lot_changes AS change USING (lot_id)
  RETURNING 1
), changed_lots AS (
  UPDATE lots SET amount = lots.amount + change.amount, pending = lots.pending + change.pending,
    remaining = lots.remaining + change.remaining, held = lots.held + change.held,
    expired = lots.expired + change.expired, owed = lots.owed + change.owed, forgiven = lots.forgiven + change.forgiven,
    next_ordinal = lots.next_ordinal + change.of_itself
  FROM lot_changes AS change
  WHERE lots.shop_id = $1 AND lots.id = ANY($23::bigint[]) AND lots.id = change.lot_id
  RETURNING 1
)
SELECT ((SELECT count(*) FROM balances) + (SELECT count(*) FROM opened_lots)
    + (SELECT count(*) FROM changed_lots))::int AS changed,
  ((SELECT count(*) FROM balance_changes) + (SELECT count(*) FROM lot_changes))::int AS expected`;
