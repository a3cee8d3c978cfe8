import pg from 'pg';

import { ShopId } from '#app/loyalty/ids.ts';

/** A webhook delivery whose signature was right. */
export interface Delivery {
  /** `beans.myshopify.com` */
  readonly shopDomain: string;
  /** Names this delivery; a repetition has the same. */
  readonly deliveryId: string;
  /** `orders/paid` */
  readonly topic: string;
  readonly triggeredAt: Date | null;
  readonly receivedAt: Date;
  /** As it came, byte for byte. */
  readonly body: Buffer;
}

/** A delivery that is new in its shop's inbox. */
export interface StoredDelivery {
  readonly kind: 'stored';
  readonly shopId: ShopId;
}

/** What became of a delivery. */
export type Stored =
  StoredDelivery | { readonly kind: 'duplicate' } | { readonly kind: 'unknown_shop' };

/** The inbox as the receiver sees it. */
export interface Inbox {
  /**
   * Stores a delivery, once.
   * @throws when the database does not answer in time; nothing is known to be stored then
   */
  store(delivery: Delivery): Promise<Stored>;
  close(): Promise<void>;
}

/** Shopify waits five seconds for our answer; a database that takes longer than this has not answered. */
const DATABASE_PATIENCE_MS = 4_000;

/**
 * Opens the inbox over connections of its own, so that no slow page can keep a webhook waiting.
 * @param connectionString a `postgresql://` address
 * @param maxConnections most connections held at once
 */
export function openInbox(connectionString: string, maxConnections: number): Inbox {
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    application_name: 'evergreen-receiver',
    connectionTimeoutMillis: DATABASE_PATIENCE_MS,
    query_timeout: DATABASE_PATIENCE_MS,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    async store(delivery) {
      // One round trip and one commit for each delivery; only the rare one that stored nothing pays for a second look.
      const { rows } = await pool.query<{ shop_id: string }>({
        name: 'store-delivery',
        text: `INSERT INTO inbox (shop_id, delivery_id, topic, triggered_at, received_at, body)
               SELECT id, $2, $3, $4, $5, $6 FROM shops WHERE domain = $1
               ON CONFLICT (shop_id, delivery_id) DO NOTHING RETURNING shop_id`,
        values: [
          delivery.shopDomain,
          delivery.deliveryId,
          delivery.topic,
          delivery.triggeredAt,
          delivery.receivedAt,
          delivery.body,
        ],
      });
      if (rows[0]) return { kind: 'stored', shopId: ShopId.parse(rows[0].shop_id) };
      const shops = await pool.query('SELECT FROM shops WHERE domain = $1', [delivery.shopDomain]);
      return { kind: shops.rowCount === 0 ? 'unknown_shop' : 'duplicate' };
    },
    close: () => pool.end(),
  };
}
