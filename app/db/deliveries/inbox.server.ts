import { type DeliveryReason, writeReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';
import { askForJob } from '../queue/jobs.server.ts';

/** A delivery that is to be applied. */
export interface InboxDelivery {
  readonly id: string;
  readonly topic: string;
  readonly triggeredAt: Date | null;
  readonly receivedAt: Date;
  readonly body: Uint8Array;
  readonly attempts: number;
}

/** What became of a delivery. */
export type DeliveryOutcome =
  | { readonly id: string; readonly state: 'done'; readonly reason: DeliveryReason | null }
  | { readonly id: string; readonly state: 'unreadable'; readonly reason: DeliveryReason }
  | {
      readonly id: string;
      readonly state: 'waiting';
      readonly reason: DeliveryReason;
      readonly retryAt: Date;
    };

/**
 * Deliveries of a shop that are due: newly received, or waiting and their time has come. In the order in which they
 * arrived, which means nothing to the result.
 * @param page.afterId only later ones than this; null for all
 * @param page.limit most deliveries returned
 * @param page.bytes most bytes of bodies returned, but for a single one that is larger
 */
export async function listDueDeliveries(
  sql: Sql,
  shopId: ShopId,
  now: Date,
  page: { readonly afterId: string | null; readonly limit: number; readonly bytes: number },
): Promise<InboxDelivery[]> {
  const { rows } = await sql.query<{
    id: string;
    topic: string;
    triggered_at: Date | null;
    received_at: Date;
    body: string;
    attempts: number;
  }>(
    // PostgreSQL's text format has bytes in hexadecimal, which takes twice the room and ten times the decoding.
    `SELECT id, topic, triggered_at, received_at, encode(body, 'base64') AS body, attempts FROM (
       SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS bytes_before FROM inbox
       WHERE shop_id = $1 AND state IN ('received', 'waiting') AND (state = 'received' OR retry_at <= $2)
         AND id > $3 ORDER BY id LIMIT $4
     ) AS due WHERE bytes_before < $5 ORDER BY id`,
    [shopId, now, page.afterId ?? 0, page.limit, page.bytes],
  );
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    triggeredAt: row.triggered_at,
    receivedAt: row.received_at,
    body: Buffer.from(row.body, 'base64'),
    attempts: row.attempts,
  }));
}

/** Notes what became of deliveries. Where something was posted for them, in the transaction that posted it. */
export async function saveOutcomes(
  sql: Sql,
  shopId: ShopId,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  await sql.query(
    `UPDATE inbox SET state = given.state, reason = given.reason, retry_at = given.retry_at,
       attempts = inbox.attempts + 1, done_at = CASE given.state WHEN 'done' THEN $6::timestamptz END
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[]) AS given (id, state, reason, retry_at)
     WHERE inbox.shop_id = $1 AND inbox.id = given.id`,
    [
      shopId,
      outcomes.map((outcome) => outcome.id),
      outcomes.map((outcome) => outcome.state),
      outcomes.map(({ reason }) => reason && writeReason(reason)),
      outcomes.map((outcome) => (outcome.state === 'waiting' ? outcome.retryAt : null)),
      now,
    ],
  );
}

/**
 * Shops with something to do: deliveries or effects that are due. What the sweep looks for, in case a process died
 * between storing and asking for the job.
 */
export async function listShopsWithWork(
  sql: Sql,
  now: Date,
): Promise<{ deliveries: ShopId[]; effects: ShopId[] }> {
  const due = async (query: string) => {
    const { rows } = await sql.query<{ shop_id: string }>(query, [now]);
    return rows.map((row) => ShopId.parse(row.shop_id));
  };
  return {
    deliveries: await due(
      `SELECT DISTINCT shop_id FROM inbox
       WHERE state IN ('received', 'waiting') AND (state = 'received' OR retry_at <= $1)`,
    ),
    effects: await due(
      `SELECT DISTINCT shop_id FROM effects JOIN shops ON shops.id = effects.shop_id
       WHERE shops.uninstalled_at IS NULL AND (retry_at IS NULL OR retry_at <= $1)`,
    ),
  };
}

/**
 * Asks for the job that drains a shop's inbox; several wishes are one job.
 * @param afterMs how long the job is to wait, for deliveries that are retried
 */
export async function askForDraining(sql: Sql, shopId: ShopId, afterMs = 0): Promise<void> {
  await askForJob(sql, { task: 'drain-inbox', queue: 'inbox', shopId, afterMs });
}
