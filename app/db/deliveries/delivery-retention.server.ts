import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Until when what is kept. */
export interface RetentionLimits {
  /** Deliveries that were done before this lose their body. */
  readonly bodiesBefore: Date;
  /** Those that were done before this are deleted, and those that arrived before it and are unreadable lose their body. */
  readonly deliveriesBefore: Date;
}

/** What became of one batch. */
export interface RetentionBatch {
  readonly bodiesDropped: number;
  readonly deleted: number;
  /** The last delivery that was looked at; null where there is no more, or everything behind is too young. */
  readonly last: string | null;
}

/**
 * Drops what is old among a shop's next deliveries, in one statement. Walks by the primary key, for deliveries have
 * their ids in the order of time: the index on the time of receipt is one of all shops, and would find the same old
 * rows, long without a body, again in each batch. What is in line or waits keeps its body whatever its age.
 * @param after the delivery that was looked at last; `0` to begin
 * @param limit most deliveries that are looked at, and thereby most that are changed
 */
export async function dropOldDeliveryBatch(
  sql: Sql,
  shopId: ShopId,
  limits: RetentionLimits,
  after: string,
  limit: number,
): Promise<RetentionBatch> {
  const { rows } = await sql.query<{
    dropped: string;
    deleted: string;
    last: string | null;
    seen: string;
    is_past: boolean | null;
  }>(
    `WITH seen AS (
       SELECT id, state, received_at, coalesce(done_at, received_at) AS settled_at, body IS NULL AS is_bare
       FROM inbox WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT $3
     ), deleted AS (
       DELETE FROM inbox USING seen
       WHERE inbox.shop_id = $1 AND inbox.id = seen.id AND inbox.state = 'done' AND seen.settled_at < $5
       RETURNING 1
     ), dropped AS (
       UPDATE inbox SET body = NULL FROM seen
       WHERE inbox.shop_id = $1 AND inbox.id = seen.id AND NOT seen.is_bare
         AND ((inbox.state = 'done' AND seen.settled_at >= $5 AND seen.settled_at < $4)
           OR (inbox.state = 'unreadable' AND seen.received_at < $5))
       RETURNING 1
     )
     SELECT (SELECT count(*) FROM dropped) AS dropped, (SELECT count(*) FROM deleted) AS deleted,
       max(id) AS last, count(*) AS seen, min(received_at) >= greatest($4, $5) AS is_past
     FROM seen`,
    [shopId, after, limit, limits.bodiesBefore, limits.deliveriesBefore],
  );
  const [row] = rows;
  const isAtEnd = Number(row?.seen ?? 0) < limit || row?.is_past === true;
  return {
    bodiesDropped: Number(row?.dropped ?? 0),
    deleted: Number(row?.deleted ?? 0),
    last: isAtEnd ? null : (row?.last ?? null),
  };
}
