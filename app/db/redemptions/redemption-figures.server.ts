import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Most redemptions that are counted one by one; beyond it a figure says "more than". */
const COUNTED_MAX = 10_000;

/** A count, at most `COUNTED_MAX`; `isMore` where there are more. */
export interface BoundedCount {
  readonly count: number;
  readonly isMore: boolean;
}

/** How many redemptions wait for somebody or something. */
export interface OpenRedemptions {
  readonly doubtful: BoundedCount;
  /** Experiences that staff have not handed over. */
  readonly promised: BoundedCount;
  readonly underWay: BoundedCount;
}

/** How many of a shop's redemptions wait for its staff or for Shopify, each counted up to COUNTED_MAX. */
export async function countOpenRedemptions(sql: Sql, shopId: ShopId): Promise<OpenRedemptions> {
  const count = (condition: string) =>
    `(SELECT count(*) FROM (SELECT FROM redemptions WHERE shop_id = $1 AND ${condition} LIMIT $2) AS counted)`;
  const { rows } = await sql.query<Record<'doubtful' | 'promised' | 'under_way', string>>(
    `SELECT ${count(`state = 'doubtful'`)} AS doubtful,
       ${count(`state = 'ready' AND kind = 'experience'`)} AS promised,
       ${count(`state IN ('pending', 'cancelling')`)} AS under_way`,
    [shopId, COUNTED_MAX + 1],
  );
  const [row] = rows;
  return {
    doubtful: bounded(row?.doubtful),
    promised: bounded(row?.promised),
    underWay: bounded(row?.under_way),
  };
}

/** How many codes lie ready for each reward that is a discount. */
export async function countFreeCodes(sql: Sql, shopId: ShopId): Promise<Map<string, BoundedCount>> {
  const { rows } = await sql.query<{ reward_key: string; count: string }>(
    `SELECT reward_key, sum(free.count) AS count FROM reward_discounts
     CROSS JOIN LATERAL (
       SELECT count(*) FROM (
         SELECT FROM reward_codes WHERE shop_id = $1 AND discount_id = reward_discounts.id AND state = 'free' LIMIT $2
       ) AS counted
     ) AS free
     WHERE shop_id = $1 AND state = 'active' GROUP BY reward_key`,
    [shopId, COUNTED_MAX + 1],
  );
  return new Map(rows.map((row) => [row.reward_key, bounded(row.count)]));
}

function bounded(counted: string | undefined): BoundedCount {
  const count = Number(counted ?? 0);
  return { count: Math.min(count, COUNTED_MAX), isMore: count > COUNTED_MAX };
}
