import type { ChainPlace, CustomerMerge } from '#app/loyalty/orders/chain.ts';
import { KeptMark, shareKept } from '#app/loyalty/history/kept-mark.ts';
import type { Mark } from '#app/loyalty/orders/mark.ts';
import { CustomerId, MemberId, type OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { type Gift, listGifts } from '../ledger/gifts.server.ts';

/** From which place on a member's facts are wanted. */
export interface ChainStart extends Pick<ChainPlace, 'at'> {
  readonly memberId: MemberId;
  /** Null for everything at that time. */
  readonly orderId: OrderId | null;
}

/** A fact in its member's history, without what it was judged from. */
export interface StoredFact extends Mark {
  readonly memberId: MemberId;
  /** Whose version judges it; milliseconds since 1970. */
  readonly processedAt: number;
  readonly isClaimed: boolean;
  /** The tier it was judged at, where tiers make a difference. */
  readonly tier: string | null;
}

interface FactRow {
  readonly member_id: MemberId;
  readonly order_id: OrderId;
  readonly at: number;
  /** Null where that is its place. */
  readonly processed_at: Date | null;
  readonly track: CustomerId;
  readonly settled_points: string;
  readonly claimed: boolean;
  readonly tier: string | null;
  readonly counted: string | null;
  /** Null where it says no more than what counted. */
  readonly mark: unknown;
}

// A member may have a hundred thousand: what is slow to read, times and objects, is fetched only where it says something.
const FACTS = `
SELECT given.member_id, o.* FROM unnest($2::bigint[], $3::timestamptz[], $4::bigint[]) AS given (member_id, at, order_id)
CROSS JOIN LATERAL (
  SELECT order_id, round(date_part('epoch', chain_at) * 1000) AS at, nullif(processed_at, chain_at) AS processed_at, track,
    settled_points, claimed_at IS NOT NULL AS claimed, tier, (mark ->> 'counted')::bigint AS counted,
    CASE WHEN mark ?| '{rules,challenges}' THEN mark END AS mark
  FROM orders WHERE shop_id = $1 AND member_id = given.member_id AND (chain_at, orders.order_id) >= (given.at, given.order_id)
  ORDER BY chain_at, orders.order_id
) AS o`;

/**
 * Reads members' facts: their orders from a place on, as they are judged now, and all points that they were given besides.
 * Call it under the members' locks: nobody else changes their facts then.
 * @returns each member's orders in the order of the chain
 */
export async function readFacts(
  sql: Sql,
  shopId: ShopId,
  starts: readonly ChainStart[],
): Promise<StoredFact[]> {
  if (starts.length === 0) return [];
  const memberIds = starts.map((start) => start.memberId);
  const { rows } = await sql.query<FactRow>(FACTS, [shopId, memberIds, ...placesOf(starts)]);
  const gifts = await listGifts(sql, shopId, memberIds);
  return [...rows.map(toFact), ...gifts.map(ofGift)];
}

/** Times and ids of places, as statements are given them. */
export function placesOf(starts: readonly ChainStart[]): [times: string[], orderIds: string[]] {
  return [
    starts.map(({ at }) => (at === -Infinity ? '-infinity' : new Date(at).toISOString())),
    starts.map(({ orderId }) => orderId ?? '0'),
  ];
}

function ofGift(gift: Gift): StoredFact {
  return { ...gift, processedAt: gift.at, isClaimed: false, tier: null };
}

function toFact(row: FactRow): StoredFact {
  const mark = row.mark === null ? { counted: Number(row.counted) } : KeptMark.parse(row.mark);
  return {
    ...shareKept(mark, Number(row.settled_points)),
    memberId: row.member_id,
    orderId: row.order_id,
    at: row.at,
    processedAt: row.processed_at?.getTime() ?? row.at,
    track: row.track,
    isClaimed: row.claimed,
    tier: row.tier,
  };
}

/**
 * All merges that led to these members, directly and by way of others.
 * @returns by the member who is left
 */
export async function listMergesInto(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, CustomerMerge[]>> {
  const { rows } = await sql.query<{
    member_id: string;
    absorbed_customer_id: string;
    kept_customer_id: string;
    merged_at: Date;
  }>(
    `WITH RECURSIVE merges AS (
       SELECT m.id AS member_id, c.* FROM members m JOIN customer_merges c
         ON c.shop_id = m.shop_id AND c.kept_customer_id = m.customer_id
       WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[])
       UNION
       SELECT merges.member_id, c.* FROM merges JOIN customer_merges c
         ON c.shop_id = $1 AND c.kept_customer_id = merges.absorbed_customer_id
     )
     SELECT member_id, absorbed_customer_id, kept_customer_id, merged_at FROM merges`,
    [shopId, memberIds],
  );
  const merges = rows.map((row) => ({
    memberId: MemberId.parse(row.member_id),
    absorbed: CustomerId.parse(row.absorbed_customer_id),
    kept: CustomerId.parse(row.kept_customer_id),
    mergedAt: row.merged_at.getTime(),
  }));
  return Map.groupBy(merges, (merge) => merge.memberId);
}
