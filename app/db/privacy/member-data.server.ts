import type { CustomerId, MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import { readReceipt, type StoredReceipt } from '#app/loyalty/ledger/posted-transfer.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import {
  readOrderReceipt,
  type StoredOrderReceipt,
} from '#app/loyalty/receipts/stored-order-receipt.ts';
import type { TransferReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import type { Sql } from '../database.server.ts';
import { selvesOf } from '../members/selves.server.ts';
import { lotsOpenedBy } from '../ledger/lots-of-people.server.ts';

/** A member with everything that is stored beside her name, balances in points. */
export interface MemberRecord {
  readonly memberId: MemberId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly joinedAt: Date;
  readonly redactedAt: Date | null;
  readonly pending: string;
  readonly available: string;
  readonly held: string;
  readonly owed: string;
  readonly earned: string;
}

/** Looks up who a customer is to the program; undefined for who is no member. */
export async function findMemberRecord(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<MemberRecord | undefined> {
  const { rows } = await sql.query<MemberRecord>(
    `SELECT m.id AS "memberId", m.first_name AS "firstName", m.last_name AS "lastName", m.email, m.phone, m.locale,
       m.joined_at AS "joinedAt", m.redacted_at AS "redactedAt", coalesce(a.pending, 0) AS pending,
       coalesce(a.available, 0) AS available, coalesce(a.held, 0) AS held, coalesce(a.owed, 0) AS owed,
       coalesce(a.earned, 0) AS earned
     FROM members m LEFT JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id
     WHERE m.shop_id = $1 AND m.customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0];
}

/** An order as it is stored. */
export interface OrderRecord {
  readonly orderId: OrderId;
  readonly name: string;
  readonly settledPoints: string;
  /** Null while nothing but the order's id is known. */
  readonly fact: unknown;
  /** What was recorded with it beside its state; null where the program asked for nothing. */
  readonly traits: unknown;
  /** How it was judged. */
  readonly receipt: OrderReceipt | null;
}

/** A customer's orders, those she earns for, and such as are named besides, oldest first. */
export async function listOrderRecords(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
  orderIds: readonly OrderId[],
): Promise<OrderRecord[]> {
  type Row = OrderRecord & { readonly receipt: StoredOrderReceipt | null };
  const { rows } = await sql.query<Row>(
    `SELECT order_id AS "orderId", name, settled_points AS "settledPoints", fact, traits, receipt FROM orders
     WHERE shop_id = $1 AND (customer_id = $2 OR order_id = ANY($3::bigint[]) OR member_id =
       ANY(ARRAY(SELECT id FROM members WHERE shop_id = $1 AND customer_id = $2)))
     ORDER BY processed_at NULLS LAST, order_id`,
    [shopId, customerId, orderIds],
  );
  return rows.map((row) => ({ ...row, receipt: row.receipt && readOrderReceipt(row.receipt) }));
}

/** A movement of a member's points. */
export interface TransferRecord {
  readonly source: string;
  readonly destination: string;
  readonly amount: string;
  readonly cause: string;
  readonly receipt: TransferReceipt;
  readonly occurredAt: Date;
  readonly postedAt: Date;
}

/** Every movement of a member's points, and of those who became her by merging, oldest first. */
export async function listTransferRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<TransferRecord[]> {
  type Row = Omit<TransferRecord, 'receipt'> & { readonly receipt: StoredReceipt };
  const { rows } = await sql.query<Row>(
    `SELECT source, destination, amount, cause_kind || ' ' || cause_id AS cause, receipt,
       occurred_at AS "occurredAt", posted_at AS "postedAt"
     FROM transfers WHERE shop_id = $1 AND member_id = ANY(${selvesOf('= $2')}) ORDER BY id`,
    [shopId, memberId],
  );
  return rows.map((row) => ({ ...row, receipt: readReceipt(row.receipt) }));
}

/** Points that were earned together and expire together. */
export interface LotRecord {
  readonly cause: string;
  readonly amount: string;
  readonly pending: string;
  readonly remaining: string;
  readonly held: string;
  readonly expired: string;
  readonly owed: string;
  readonly forgiven: string;
  readonly openedAt: Date;
  readonly maturesAt: Date | null;
  readonly expiresAt: Date | null;
}

/** The lots that are a member's now, oldest first. */
export async function listLotRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<LotRecord[]> {
  const { rows } = await sql.query<LotRecord>(
    `SELECT cause_kind || ' ' || cause_id AS cause, amount, pending, remaining, held, expired, owed,
       forgiven, opened_at AS "openedAt", matures_at AS "maturesAt", expires_at AS "expiresAt"
     FROM lots WHERE shop_id = $1 AND owner_id = $2 AND id = ANY(${lotsOpenedBy('(id = $2 OR merged_into = $2)')})
     ORDER BY id`,
    [shopId, memberId],
  );
  return rows;
}

/** A reward that a member got for her points, or won. */
export interface RedemptionRecord {
  readonly reward: string;
  readonly kind: string;
  readonly points: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly state: string;
  readonly code: string | null;
  readonly orderId: string | null;
  readonly redeemedAt: Date;
  readonly validUntil: Date | null;
  /** When Shopify was asked last to pay it out, Shopify's id of what was paid, and until when that can be spent. */
  readonly paidOutAt: Date | null;
  readonly paidOutId: string | null;
  readonly paidOutUntil: Date | null;
}

/** What a member has redeemed and won, oldest first. */
export async function listRedemptionRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<RedemptionRecord[]> {
  const { rows } = await sql.query<RedemptionRecord>(
    `SELECT r.reward_key AS reward, r.kind, r.points, r.amount, r.currency, r.state, r.code, r.order_id AS "orderId",
       r.created_at AS "redeemedAt", r.valid_until AS "validUntil", p.asked_at AS "paidOutAt", p.paid_id AS "paidOutId",
       p.expires_at AS "paidOutUntil"
     FROM redemptions r LEFT JOIN pay_outs p ON p.shop_id = r.shop_id AND p.redemption_id = r.id
     WHERE r.shop_id = $1 AND r.member_id = $2 ORDER BY r.id`,
    [shopId, memberId],
  );
  return rows;
}

/** Something that Shopify is still to be told about a member. */
export interface EffectRecord {
  readonly kind: string;
  readonly wantedAt: Date;
  readonly attempts: number;
}

/** What Shopify is still to be told about a member. */
export async function listEffectRecords(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<EffectRecord[]> {
  const { rows } = await sql.query<EffectRecord>(
    `SELECT kind, wanted_at AS "wantedAt", attempts FROM effects
     WHERE shop_id = $1 AND kind IN ('member-summary', 'member-tier') AND subject_id = $2`,
    [shopId, memberId],
  );
  return rows;
}

/** A customer's request for what is known of her. */
export interface DataRequestRecord {
  readonly requestId: string;
  readonly orderIds: OrderId[];
  readonly requestedAt: Date;
  readonly handedOverAt: Date | null;
}

/** A customer's requests, oldest first. */
export async function listDataRequestRecords(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<DataRequestRecord[]> {
  const { rows } = await sql.query<DataRequestRecord>(
    `SELECT request_id AS "requestId", order_ids AS "orderIds", requested_at AS "requestedAt",
       handed_over_at AS "handedOverAt"
     FROM data_requests WHERE shop_id = $1 AND customer_id = $2 ORDER BY id`,
    [shopId, customerId],
  );
  return rows;
}
