import { MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { PostedTransfers } from '#app/loyalty/ledger/posted-transfer.ts';

import type { Sql } from '../database.server.ts';
import {
  CHANGE,
  POSTED_TRANSFER,
  type PostedTransferRow,
  readPostedTransfers,
} from '../ledger/posted-transfers.server.ts';
import type { Periods } from './point-flows.server.ts';

/** How many members a shop has, and how many joined in each period. */
export interface MemberFigures {
  readonly total: number;
  readonly joined: number;
  readonly joinedBefore: number;
}

/** Counts a shop's members. Who was redacted or became another member is none any more. */
export async function countMembers(
  sql: Sql,
  shopId: ShopId,
  { before, since }: Periods,
): Promise<MemberFigures> {
  const { rows } = await sql.query<Record<'total' | 'joined' | 'joined_before', string>>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE joined_at >= $3) AS joined,
       count(*) FILTER (WHERE joined_at >= $2 AND joined_at < $3) AS joined_before
     FROM members WHERE shop_id = $1 AND redacted_at IS NULL AND merged_into IS NULL`,
    [shopId, before, since],
  );
  const [row] = rows;
  return {
    total: Number(row?.total ?? 0),
    joined: Number(row?.joined ?? 0),
    joinedBefore: Number(row?.joined_before ?? 0),
  };
}

/** What all members of a shop hold together. */
export interface Holdings {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
}

/** Sums the balances of a shop's members. */
export async function sumHoldings(sql: Sql, shopId: ShopId): Promise<Holdings> {
  const { rows } = await sql.query<Record<keyof Holdings, string | null>>(
    `SELECT sum(available) AS available, sum(pending) AS pending, sum(held) AS held, sum(owed) AS owed
     FROM accounts WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return {
    available: Number(row?.available ?? 0),
    pending: Number(row?.pending ?? 0),
    held: Number(row?.held ?? 0),
    owed: Number(row?.owed ?? 0),
  };
}

/** A posting of a member, newest first among those of the shop. */
export interface RecentPosting {
  /** Names it among those of the shop. */
  readonly key: string;
  readonly memberId: MemberId;
  readonly customerId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly occurredAt: Date;
  /** By how much it changed what the member has, in points. */
  readonly change: number;
  readonly transfers: PostedTransfers;
}

/** Most transfers looked at, so that the newest postings are found from the index and not by sorting all. */
const RECENT_TRANSFERS_MAX = 200;

/**
 * What was posted last in a shop, a posting's transfers together.
 * @param limit most postings returned; with few legs each, `RECENT_TRANSFERS_MAX` holds far more
 */
export async function listRecentPostings(
  sql: Sql,
  shopId: ShopId,
  limit: number,
): Promise<RecentPosting[]> {
  const { rows } = await sql.query<
    Omit<RecentPosting, 'memberId' | 'change' | 'transfers'> & {
      memberId: string;
      change: string;
      transfers: [PostedTransferRow, ...PostedTransferRow[]];
    }
  >(
    `WITH newest AS (
       SELECT * FROM transfers WHERE shop_id = $1 ORDER BY id DESC LIMIT $3
     ), postings AS (
       SELECT t.member_id, max(t.id) AS id, max(t.occurred_at) AS occurred_at, ${CHANGE} AS change,
         json_agg(${POSTED_TRANSFER} ORDER BY t.leg) AS transfers
       FROM newest t LEFT JOIN lots l ON l.shop_id = $1 AND l.id = t.lot_id
       GROUP BY t.member_id, t.cause_kind, t.cause_id, t.ordinal
       ORDER BY max(t.id) DESC LIMIT $2
     )
     SELECT p.id AS key, m.id AS "memberId", m.customer_id AS "customerId", m.first_name AS "firstName",
       m.last_name AS "lastName", m.email, p.occurred_at AS "occurredAt", p.change, p.transfers
     FROM postings p JOIN members m ON m.shop_id = $1 AND m.id = p.member_id
     ORDER BY p.occurred_at DESC, p.id DESC`,
    [shopId, limit, RECENT_TRANSFERS_MAX],
  );
  return rows.map((row) => ({
    ...row,
    memberId: MemberId.parse(row.memberId),
    change: Number(row.change),
    transfers: readPostedTransfers(row.transfers),
  }));
}
