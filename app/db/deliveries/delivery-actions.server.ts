import { writeReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** The reason of a delivery that staff has set aside, as it is stored. */
const SET_ASIDE = writeReason({ code: 'set_aside' });

/**
 * Deliveries that can be put in line again: what waits for its time, what could not be understood, and what staff has
 * set aside. What was carried out is not among them, nor what has lost its body.
 */
const RETRIABLE = `body IS NOT NULL
  AND (state IN ('waiting', 'unreadable') OR (state = 'done' AND reason = '${SET_ASIDE}'))`;

/** In line as on the first day, except that the attempts are not forgotten. */
const IN_LINE = `state = 'received', retry_at = NULL, reason = NULL, done_at = NULL`;

/** What is known of a delivery before something is done with it. */
export interface DeliveryStanding {
  readonly topic: string;
  readonly state: string;
  readonly hasBody: boolean;
  readonly isRetriable: boolean;
}

/** Looks a delivery up and locks it until the transaction ends; undefined where the shop has none of this id. */
export async function lockDelivery(
  sql: Sql,
  shopId: ShopId,
  id: string,
): Promise<DeliveryStanding | undefined> {
  const { rows } = await sql.query<DeliveryStanding>(
    `SELECT topic, state, body IS NOT NULL AS "hasBody", coalesce(${RETRIABLE}, false) AS "isRetriable"
     FROM inbox WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
    [shopId, id],
  );
  return rows[0];
}

/** Puts a delivery, which is retriable, in line again. */
export async function requeueDelivery(sql: Sql, shopId: ShopId, id: string): Promise<void> {
  await sql.query(`UPDATE inbox SET ${IN_LINE} WHERE shop_id = $1 AND id = $2`, [shopId, id]);
}

/** Marks a delivery as done without carrying it out. */
export async function setDeliveryAside(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE inbox SET state = 'done', retry_at = NULL, reason = $4, done_at = $3
     WHERE shop_id = $1 AND id = $2`,
    [shopId, id, now, SET_ASIDE],
  );
}

/** Which deliveries are put in line together. */
export interface DeliveriesToRequeue {
  readonly state: 'waiting' | 'unreadable';
  /** `orders/paid`; null for every topic. */
  readonly topic: string | null;
  readonly limit: number;
}

/**
 * Puts deliveries in line again, oldest first; what a worker has in its hands is passed over.
 * @returns how many
 */
export async function requeueDeliveries(
  sql: Sql,
  shopId: ShopId,
  { state, topic, limit }: DeliveriesToRequeue,
): Promise<number> {
  // The state stands in the text, so that the planner knows which partial index holds it.
  const condition =
    state === 'unreadable' ? `state = 'unreadable'` : `state IN ('received', 'waiting')`;
  const { rowCount } = await sql.query(
    `WITH chosen AS (
       SELECT id FROM inbox
       WHERE shop_id = $1 AND ${condition} AND state = $2 AND body IS NOT NULL
         AND ($3::text IS NULL OR topic = $3)
       ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED
     )
     UPDATE inbox SET ${IN_LINE} FROM chosen WHERE inbox.shop_id = $1 AND inbox.id = chosen.id`,
    [shopId, state, topic, limit],
  );
  return rowCount ?? 0;
}

/** A delivery that this app sends to itself. */
export interface OwnDelivery {
  readonly deliveryId: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

/**
 * Puts a delivery of our own into a shop's inbox.
 * @returns its id
 */
export async function insertOwnDelivery(
  sql: Sql,
  shopId: ShopId,
  { deliveryId, topic, receivedAt, body }: OwnDelivery,
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO inbox (shop_id, delivery_id, topic, triggered_at, received_at, body)
     VALUES ($1, $2, $3, $4, $4, $5) RETURNING id`,
    [shopId, deliveryId, topic, receivedAt, body],
  );
  const [row] = rows;
  if (!row) throw new Error('an inserted delivery has no id');
  return row.id;
}

/** Puts deliveries of our own into a shop's inbox; those that are there already stay as they are. */
export async function insertOwnDeliveries(
  sql: Sql,
  shopId: ShopId,
  deliveries: readonly OwnDelivery[],
): Promise<void> {
  await sql.query(
    `INSERT INTO inbox (shop_id, delivery_id, topic, triggered_at, received_at, body)
     SELECT $1, delivery_id, topic, received_at, received_at, body
     FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::bytea[]) AS given (delivery_id, topic, received_at, body)
     ORDER BY delivery_id ON CONFLICT (shop_id, delivery_id) DO NOTHING`,
    [
      shopId,
      deliveries.map(({ deliveryId }) => deliveryId),
      deliveries.map(({ topic }) => topic),
      deliveries.map(({ receivedAt }) => receivedAt),
      deliveries.map(({ body }) => body),
    ],
  );
}
