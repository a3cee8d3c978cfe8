import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/**
 * Most deliveries that are counted one by one. Beyond it the figure says "more than", and costs no more: a shop with a
 * million deliveries is read as fast as one with ten thousand.
 */
export const COUNTED_MAX = 10_000;

/** A count, at most `COUNTED_MAX`; `isMore` where there are more. */
export interface BoundedCount {
  readonly count: number;
  readonly isMore: boolean;
}

/** How many deliveries are open. */
export interface OpenDeliveries {
  readonly unreadable: BoundedCount;
  /** In line, or tried again later. */
  readonly waiting: BoundedCount;
  /** Of those that wait, the ones that are in line now. */
  readonly inLine: BoundedCount;
  /** When the one that has been in line for longest arrived. */
  readonly inLineSince: Date | null;
}

/** Counts a shop's open deliveries, from the partial indexes that hold nothing else. */
export async function countOpenDeliveries(sql: Sql, shopId: ShopId): Promise<OpenDeliveries> {
  const { rows } = await sql.query<
    Record<'unreadable' | 'waiting' | 'in_line', string> & { in_line_since: Date | null }
  >(
    `SELECT
       (SELECT count(*) FROM (
         SELECT FROM inbox WHERE shop_id = $1 AND state = 'unreadable' LIMIT $2) AS counted) AS unreadable,
       count(*) AS waiting, count(*) FILTER (WHERE state = 'received') AS in_line,
       min(received_at) FILTER (WHERE state = 'received') AS in_line_since
     FROM (
       SELECT state, received_at FROM inbox WHERE shop_id = $1 AND state IN ('received', 'waiting')
       ORDER BY id LIMIT $2
     ) AS counted`,
    [shopId, COUNTED_MAX + 1],
  );
  const [row] = rows;
  return {
    unreadable: bounded(row?.unreadable),
    waiting: bounded(row?.waiting),
    inLine: bounded(row?.in_line),
    inLineSince: row?.in_line_since ?? null,
  };
}

/** What has come lately. */
export interface RecentDeliveries {
  /** Done, of those received since a moment. */
  readonly processed: BoundedCount;
  readonly lastReceivedAt: Date | null;
}

/**
 * Counts what a shop received since a moment and has carried out. Read from the newest delivery backwards, by the
 * primary key, and no further than `COUNTED_MAX`: the index on the time of receipt is one of all shops, and bodies that
 * were dropped leave room in which new deliveries are stored among old ones, so that it knows less and less.
 * @param own topics of this app itself, which Shopify did not send
 */
export async function countRecentDeliveries(
  sql: Sql,
  shopId: ShopId,
  since: Date,
  own: readonly string[],
): Promise<RecentDeliveries> {
  const { rows } = await sql.query<{ processed: string; last_received_at: Date | null }>(
    `SELECT count(*) FILTER (WHERE state = 'done' AND received_at >= $2) AS processed,
       max(received_at) AS last_received_at
     FROM (
       SELECT state, received_at FROM inbox WHERE shop_id = $1 AND topic <> ALL($4::text[]) ORDER BY id DESC LIMIT $3
     ) AS newest`,
    [shopId, since, COUNTED_MAX + 1, own],
  );
  const [row] = rows;
  return {
    processed: bounded(row?.processed),
    lastReceivedAt: row?.last_received_at ?? null,
  };
}

function bounded(counted: string | undefined): BoundedCount {
  const count = Number(counted ?? 0);
  return { count: Math.min(count, COUNTED_MAX), isMore: count > COUNTED_MAX };
}
