import { z } from 'zod';

import { type CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { TransferReceipt } from '#app/loyalty/receipt.ts';

import type { Sql } from './database.server.ts';

const MAX_BIGINT = 2n ** 63n - 1n;

/** Where a page of a member's activity begins: before this transfer. It comes back to us from a browser. */
export const ActivityCursor = z
  .string()
  .regex(/^[1-9]\d{0,18}$/)
  .refine((digits) => BigInt(digits) <= MAX_BIGINT)
  .brand<'ActivityCursor'>();
export type ActivityCursor = z.infer<typeof ActivityCursor>;

/** One transfer of a posting, as its reader needs it. */
export interface ActivityTransfer {
  /** Points, positive. */
  readonly amount: number;
  readonly receipt: TransferReceipt;
}

/** What one fact changed at one time: all transfers that were posted for it together. */
export interface ActivityPosting {
  /** Id of its first transfer. */
  readonly id: ActivityCursor;
  readonly occurredAt: Date;
  /** Points that it brought, negative where it took some back; a debt that it made or repaid is part of it. */
  readonly change: number;
  readonly transfers: readonly [ActivityTransfer, ...ActivityTransfer[]];
}

/**
 * The member that a customer is.
 * @returns undefined when she is none
 */
export async function findMemberId(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<MemberId | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM members WHERE shop_id = $1 AND customer_id = $2',
    [shopId, customerId],
  );
  return rows[0] && MemberId.parse(rows[0].id);
}

interface TransferRow {
  readonly posting_id: string;
  readonly source: string;
  readonly destination: string;
  readonly amount: string;
  readonly receipt: TransferReceipt;
  readonly occurred_at: Date;
}

/**
 * Newest postings of a member, a page at a time. Walks the member's transfers backwards by their index and stops at
 * the page's end, however long the history is.
 * @param page.before what the page before ended with, or null for the newest
 * @param page.limit most postings wanted
 */
export async function listPostings(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
  page: { before: ActivityCursor | null; limit: number },
): Promise<ActivityPosting[]> {
  const { rows } = await sql.query<TransferRow>(POSTINGS, [
    shopId,
    memberId,
    page.before ?? MAX_BIGINT.toString(),
    page.limit,
  ]);
  return [...Map.groupBy(rows, (row) => row.posting_id).values()].flatMap(toPosting);
}

// An order that changes hands is one posting with legs of two members: a posting begins at the member's own first leg.
const POSTINGS = `
  SELECT head.id AS posting_id, leg.source, leg.destination, leg.amount, leg.receipt, leg.occurred_at
  FROM (
    SELECT id, cause_kind, cause_id, ordinal FROM transfers AS first
    WHERE shop_id = $1 AND member_id = $2 AND id < $3 AND asset = 'points' AND NOT EXISTS (
      SELECT 1 FROM transfers AS earlier
      WHERE earlier.shop_id = $1 AND earlier.member_id = $2 AND earlier.cause_kind = first.cause_kind
        AND earlier.cause_id = first.cause_id AND earlier.ordinal = first.ordinal AND earlier.leg < first.leg)
    ORDER BY id DESC LIMIT $4
  ) AS head
  JOIN transfers AS leg ON leg.shop_id = $1 AND leg.member_id = $2 AND leg.cause_kind = head.cause_kind
    AND leg.cause_id = head.cause_id AND leg.ordinal = head.ordinal
  ORDER BY head.id DESC, leg.leg`;

function toPosting(rows: readonly TransferRow[]): ActivityPosting[] {
  const [first, ...others] = rows;
  if (!first) return [];
  return [
    {
      id: ActivityCursor.parse(first.posting_id),
      occurredAt: first.occurred_at,
      change: rows.reduce((sum, row) => sum + changeOf(row), 0),
      transfers: [toTransfer(first), ...others.map(toTransfer)],
    },
  ];
}

// The same sides of the ledger that the account's `earned` is counted by.
function changeOf({ source, destination, amount }: TransferRow): number {
  if (source === 'issued') return Number(amount);
  return destination === 'revoked' ? -Number(amount) : 0;
}

function toTransfer({ amount, receipt }: TransferRow): ActivityTransfer {
  return { amount: Number(amount), receipt };
}
