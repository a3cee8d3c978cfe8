import type { ChainLink, ChainPlace, CustomerMerge } from '#app/loyalty/chain.ts';
import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from './database.server.ts';

/** From which place on a member's chain is wanted. */
export interface ChainStart extends ChainPlace {
  readonly memberId: MemberId;
}

/** A stored order in its member's chain, without its fact. */
export interface StoredLink extends ChainLink {
  readonly memberId: MemberId;
  /** Whose version judges it; milliseconds since 1970. */
  readonly processedAt: number;
  readonly isClaimed: boolean;
  /** The tier it was judged at, where tiers earn differently. */
  readonly tier: string | null;
}

/** What of members' chains lies before the place, and what from it on. */
export interface StoredChains {
  readonly earnedBefore: readonly { memberId: MemberId; track: CustomerId; points: number }[];
  readonly links: readonly StoredLink[];
}

/** Reads members' chains. Call it under the members' locks: nobody else changes their orders then. */
export async function readChains(
  sql: Sql,
  shopId: ShopId,
  starts: readonly ChainStart[],
): Promise<StoredChains> {
  const given = [
    shopId,
    starts.map((start) => start.memberId),
    starts.map((start) => new Date(start.at)),
    starts.map((start) => start.orderId),
  ];
  const started = `unnest($2::bigint[], $3::timestamptz[], $4::bigint[]) AS given (member_id, at, order_id)`;
  const before = await sql.query<{ member_id: string; track: string; points: string }>(
    `SELECT o.member_id, o.track, sum(o.settled_points) AS points FROM ${started} JOIN orders o
       ON o.shop_id = $1 AND o.member_id = given.member_id AND (o.chain_at, o.order_id) < (given.at, given.order_id)
     WHERE o.settled_points > 0 GROUP BY o.member_id, o.track`,
    given,
  );
  const from = await sql.query<{
    member_id: string;
    order_id: string;
    chain_at: Date;
    processed_at: Date;
    track: string;
    settled_points: string;
    claimed: boolean;
    tier: string | null;
  }>(
    `SELECT o.member_id, o.order_id, o.chain_at, o.processed_at, o.track, o.settled_points,
       o.claimed_at IS NOT NULL AS claimed, o.tier
     FROM ${started} JOIN orders o
       ON o.shop_id = $1 AND o.member_id = given.member_id AND (o.chain_at, o.order_id) >= (given.at, given.order_id)`,
    given,
  );
  return {
    earnedBefore: before.rows.map((row) => ({
      memberId: MemberId.parse(row.member_id),
      track: CustomerId.parse(row.track),
      points: Number(row.points),
    })),
    links: from.rows.map((row) => ({
      memberId: MemberId.parse(row.member_id),
      orderId: OrderId.parse(row.order_id),
      at: row.chain_at.getTime(),
      processedAt: row.processed_at.getTime(),
      track: CustomerId.parse(row.track),
      worth: Number(row.settled_points),
      isClaimed: row.claimed,
      tier: row.tier,
    })),
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
