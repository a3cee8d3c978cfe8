import type { LotNow } from '#app/loyalty/explain/points-now.ts';
import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import {
  readOrderReceipt,
  type StoredOrderReceipt,
} from '#app/loyalty/receipts/stored-order-receipt.ts';

import type { Sql } from '../database.server.ts';
import {
  CHANGE,
  POSTED_TRANSFER,
  type PostedTransferRow,
  readPostedTransfers,
} from './posted-transfers.server.ts';

/** An order of which somebody asks why it earned what it did. */
export interface OrderToExplain {
  readonly orderId: OrderId;
  readonly name: string;
  readonly placedAt: Date | null;
  readonly customerId: CustomerId | null;
  /** Whose points its are; null where it has no member. */
  readonly memberId: MemberId | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** Of its newest judgement. */
  readonly receipt: OrderReceipt | null;
}

/** Which orders are meant: the one with an id, or those that are called so. */
export type OrderAsked = { readonly orderId: OrderId } | { readonly name: string };

interface OrderRow {
  readonly order_id: string;
  readonly name: string;
  readonly processed_at: Date | null;
  readonly customer_id: string | null;
  readonly member_id: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly receipt: StoredOrderReceipt | null;
}

/**
 * Looks orders up, newest first.
 * @param ofCustomer whose they must be; null for anybody's
 * @param limit most that are returned: nothing keeps a shop from calling two orders the same
 */
export async function listOrdersToExplain(
  sql: Sql,
  shopId: ShopId,
  asked: OrderAsked,
  ofCustomer: { readonly memberId: MemberId; readonly customerId: CustomerId } | null,
  limit: number,
): Promise<OrderToExplain[]> {
  const { rows } = await sql.query<OrderRow>(
    `SELECT o.order_id, o.name, o.processed_at, o.customer_id, o.member_id, m.first_name, m.last_name, m.email, o.receipt
     FROM orders o LEFT JOIN members m ON m.shop_id = $1 AND m.id = o.member_id
     WHERE o.shop_id = $1 AND ${'orderId' in asked ? 'o.order_id = $2' : 'o.name = $2'}
       AND ($3::bigint IS NULL OR o.customer_id = $3 OR o.member_id = $4)
     ORDER BY o.processed_at DESC NULLS LAST, o.order_id DESC LIMIT $5`,
    [
      shopId,
      'orderId' in asked ? asked.orderId : asked.name,
      ofCustomer?.customerId ?? null,
      ofCustomer?.memberId ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({
    orderId: OrderId.parse(row.order_id),
    name: row.name,
    placedAt: row.processed_at,
    customerId: row.customer_id === null ? null : CustomerId.parse(row.customer_id),
    memberId: row.member_id === null ? null : MemberId.parse(row.member_id),
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    receipt: row.receipt && readOrderReceipt(row.receipt),
  }));
}

/** What something earned by is called in the ledger. */
export interface EarningCause {
  readonly kind: 'order' | 'action';
  readonly id: string;
}

/**
 * What is left of what something earned.
 * @param ownerId whose it must be now; null for anybody's
 */
export async function listLotsNow(
  sql: Sql,
  shopId: ShopId,
  { kind, id }: EarningCause,
  ownerId: MemberId | null,
): Promise<LotNow[]> {
  const { rows } = await sql.query<
    Record<Exclude<keyof LotNow, 'maturesAt' | 'expiresAt'>, string> & {
      maturesAt: Date | number | null;
      expiresAt: Date | null;
    }
  >(
    `SELECT amount, pending, remaining, held, expired, owed, forgiven, matures_at AS "maturesAt", expires_at AS "expiresAt"
     FROM lots WHERE shop_id = $1 AND cause_kind = $2 AND cause_id = $3
       AND ($4::bigint IS NULL OR owner_id = $4) ORDER BY id`,
    [shopId, kind, id, ownerId],
  );
  return rows.map(({ maturesAt, expiresAt, ...points }) => ({
    amount: Number(points.amount),
    pending: Number(points.pending),
    remaining: Number(points.remaining),
    held: Number(points.held),
    expired: Number(points.expired),
    owed: Number(points.owed),
    forgiven: Number(points.forgiven),
    // Infinity stands for points of which nobody knows yet when they can be spent.
    maturesAt: maturesAt instanceof Date ? maturesAt.toISOString() : null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

/** What was posted at once. */
export interface ExplainedPosting {
  readonly key: string;
  readonly at: Date;
  /** By how much it changed what a member has, in points. */
  readonly change: number;
  readonly transfers: PostedTransfers;
}

/**
 * All postings of what something earned, oldest first: those that it caused, and those of its lots as such, which become
 * spendable or expire.
 * @param memberId whose points they must have moved; null for anybody's
 */
export async function listPostingsOf(
  sql: Sql,
  shopId: ShopId,
  { kind, id }: EarningCause,
  memberId: MemberId | null,
): Promise<ExplainedPosting[]> {
  const { rows } = await sql.query<{
    id: string;
    at: Date;
    change: string;
    transfers: [PostedTransferRow, ...PostedTransferRow[]];
  }>(
    `WITH causes AS (
       SELECT $2::text AS kind, $3::text AS id
       UNION ALL
       SELECT 'lot', l.id::text FROM lots l WHERE l.shop_id = $1 AND l.cause_kind = $2 AND l.cause_id = $3
     )
     SELECT min(t.id) AS id, max(t.occurred_at) AS at, ${CHANGE} AS change,
       json_agg(${POSTED_TRANSFER} ORDER BY t.leg) AS transfers
     FROM causes JOIN transfers t ON t.shop_id = $1 AND t.cause_kind = causes.kind AND t.cause_id = causes.id
       LEFT JOIN lots l ON l.shop_id = $1 AND l.id = t.lot_id
     WHERE $4::bigint IS NULL OR t.member_id = $4
     GROUP BY t.member_id, t.cause_kind, t.cause_id, t.ordinal ORDER BY min(t.id)`,
    [shopId, kind, id, memberId],
  );
  return rows.map((row) => ({
    key: row.id,
    at: row.at,
    change: Number(row.change),
    transfers: readPostedTransfers(row.transfers),
  }));
}
