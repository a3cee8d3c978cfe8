import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What became of a delivery: `received` is in line, `waiting` is tried again later. */
export type DeliveryState = 'received' | 'waiting' | 'done' | 'unreadable';

/** Which deliveries: those that need a person, those that are still to be carried out, or every one. */
export type DeliveryView = 'attention' | 'waiting' | 'all';

/** A delivery as the list shows it. */
export interface ListedDelivery {
  readonly id: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly retryAt: Date | null;
  readonly doneAt: Date | null;
  /** As `writeReason` wrote it. */
  readonly reason: string | null;
  /** Null where it was dropped, and where it is larger than a list reads. */
  readonly body: Uint8Array | null;
}

/** A delivery with everything that is kept of it. */
export interface WholeDelivery extends ListedDelivery {
  readonly deliveryId: string;
  readonly triggeredAt: Date | null;
  /** Size of the body in bytes; null where it was dropped. */
  readonly bodyBytes: number | null;
}

/** Where a page begins: right before (older than) or right after (newer than) a delivery. */
export interface DeliveryPlace {
  readonly side: 'before' | 'after';
  readonly id: string;
}

/** A page of the list. */
export interface DeliveryWindow {
  readonly view: DeliveryView;
  /** `orders/paid`; null for every topic. */
  readonly topic: string | null;
  /** Null for the newest page. */
  readonly place: DeliveryPlace | null;
  readonly limit: number;
}

/** Each view's condition is that of a partial index, so that a view costs what it shows and not what the inbox holds. */
const CONDITION_OF_VIEW: Readonly<Record<DeliveryView, string>> = {
  attention: `state = 'unreadable'`,
  waiting: `state IN ('received', 'waiting')`,
  all: 'true',
};

/** Bodies beyond this are not read for a list: what they are about is seen on their own page. */
const LISTED_BODY_BYTES_MAX = 100_000;

/**
 * Most deliveries that a page looks through for its topic. No index knows topics, for every delivery would pay for it;
 * a page of a rare topic ends here and goes on where it ended.
 */
export const SEARCHED_MAX = 20_000;

const COLUMNS = `id, topic, received_at AS "receivedAt", state, attempts, retry_at AS "retryAt", done_at AS "doneAt",
  reason`;

/** @returns a page of a shop's deliveries, newest first */
export async function listDeliveries(
  sql: Sql,
  shopId: ShopId,
  { view, topic, place, limit }: DeliveryWindow,
): Promise<ListedDelivery[]> {
  const { rows } = await sql.query<ListedDelivery>(
    `SELECT ${COLUMNS}, CASE WHEN octet_length(body) <= ${LISTED_BODY_BYTES_MAX} THEN body END AS body
     FROM (${searched(view, place)} LIMIT ${SEARCHED_MAX}) AS searched
     WHERE $3::text IS NULL OR topic = $3 ORDER BY id ${orderOf(place)} LIMIT $4`,
    [shopId, place?.id ?? null, topic, limit],
  );
  return place?.side === 'after' ? rows.reverse() : rows;
}

/**
 * Where a search for a topic that found no full page goes on.
 * @returns the last delivery that was looked at; null where those were all
 */
export async function findEndOfSearch(
  sql: Sql,
  shopId: ShopId,
  { view, place }: Pick<DeliveryWindow, 'view' | 'place'>,
): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM (${searched(view, place)} OFFSET ${SEARCHED_MAX - 1} LIMIT 1) AS last`,
    [shopId, place?.id ?? null],
  );
  return rows[0]?.id ?? null;
}

/** The deliveries of a view from a place on, in the direction in which the reader pages. */
function searched(view: DeliveryView, place: DeliveryPlace | null): string {
  const sign = place?.side === 'after' ? '>' : '<';
  return `SELECT * FROM inbox WHERE shop_id = $1 AND ${CONDITION_OF_VIEW[view]}
    AND ($2::bigint IS NULL OR id ${sign} $2) ORDER BY id ${orderOf(place)}`;
}

function orderOf(place: DeliveryPlace | null): 'ASC' | 'DESC' {
  return place?.side === 'after' ? 'ASC' : 'DESC';
}

/**
 * Looks a delivery up.
 * @param bodyBytesMax most bytes of the body that are returned
 * @returns undefined where the shop has none of this id
 */
export async function findDelivery(
  sql: Sql,
  shopId: ShopId,
  id: string,
  bodyBytesMax: number,
): Promise<WholeDelivery | undefined> {
  const { rows } = await sql.query<WholeDelivery>(
    `SELECT ${COLUMNS}, delivery_id AS "deliveryId", triggered_at AS "triggeredAt",
       octet_length(body) AS "bodyBytes", substring(body FROM 1 FOR $3) AS body
     FROM inbox WHERE shop_id = $1 AND id = $2`,
    [shopId, id, bodyBytesMax],
  );
  return rows[0];
}
