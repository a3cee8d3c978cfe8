import pg from 'pg';

import { ShopId } from '#app/loyalty/ids.ts';

import { createBatcher, togetherOrSingly } from '../batcher.server.ts';

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
 * Statements under way at once. Deliveries that arrive meanwhile share the next one, and with it a round trip and a
 * commit, which cost more than all else.
 */
const STATEMENTS_MAX = 1;

/** Shopify waits five seconds: a fortieth of one more under load leaves the processor to those who apply. */
const INTERVAL_MS = 25;

/** Most deliveries of one statement: beyond this nothing more is gained. */
const BATCH_MAX = 64;

/** Most bytes of one statement, so that a few enormous bodies do not keep small ones waiting. */
const BATCH_BYTES_MAX = 1024 * 1024;

/**
 * Opens the inbox over connections of its own, so that no slow page can keep a webhook waiting.
 * @param connectionString a `postgresql://` address
 */
export function openInbox(connectionString: string): Inbox {
  const pool = new pg.Pool({
    connectionString,
    max: STATEMENTS_MAX,
    application_name: 'evergreen-receiver',
    connectionTimeoutMillis: DATABASE_PATIENCE_MS,
    query_timeout: DATABASE_PATIENCE_MS,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const batcher = createBatcher<Delivery, Stored>({
    concurrency: STATEMENTS_MAX,
    intervalMs: INTERVAL_MS,
    sizeMax: BATCH_MAX,
    weightMax: BATCH_BYTES_MAX,
    weigh: (delivery) => delivery.body.length,
    // What a statement returns is told apart by the delivery's id.
    key: (delivery) => delivery.deliveryId,
    work: (deliveries) => togetherOrSingly(deliveries, (some) => storeTogether(pool, some)),
  });
  return { store: (delivery) => batcher.add(delivery), close: () => pool.end() };
}

const COLUMNS = ['text', 'text', 'text', 'timestamptz', 'timestamptz', 'bytea'];
const statements = new Map<number, string>();

/** One statement a number of deliveries. Sorted by key, so that two with the same deliveries wait instead of deadlocking. */
function statementFor(count: number): string {
  const known = statements.get(count);
  if (known !== undefined) return known;
  const rows = Array.from({ length: count }, (_, row) => {
    const values = COLUMNS.map((type, column) => `$${row * COLUMNS.length + column + 1}::${type}`);
    return `(${values.join(', ')})`;
  });
  const statement = `INSERT INTO inbox (shop_id, delivery_id, topic, triggered_at, received_at, body)
    SELECT shops.id, delivery_id, topic, triggered_at, received_at, body
    FROM (VALUES ${rows.join(', ')}) AS given (domain, delivery_id, topic, triggered_at, received_at, body)
    JOIN shops USING (domain) ORDER BY shops.id, delivery_id
    ON CONFLICT (shop_id, delivery_id) DO NOTHING RETURNING shop_id, delivery_id`;
  statements.set(count, statement);
  return statement;
}

/** @param deliveries no two with the same id */
async function storeTogether(pool: pg.Pool, deliveries: readonly Delivery[]): Promise<Stored[]> {
  const { rows } = await pool.query<{ shop_id: string; delivery_id: string }>({
    name: `store-${deliveries.length}`,
    text: statementFor(deliveries.length),
    values: deliveries.flatMap((delivery) => [
      delivery.shopDomain,
      delivery.deliveryId,
      delivery.topic,
      delivery.triggeredAt,
      delivery.receivedAt,
      delivery.body,
    ]),
  });
  const shopIds = new Map(rows.map((row) => [row.delivery_id, ShopId.parse(row.shop_id)]));
  // Only where something was not stored, which is rare, a second look is paid for.
  const known = rows.length === deliveries.length ? undefined : await knownShops(pool, deliveries);
  return deliveries.map((delivery): Stored => {
    const shopId = shopIds.get(delivery.deliveryId);
    if (shopId !== undefined) return { kind: 'stored', shopId };
    return { kind: known?.has(delivery.shopDomain) === true ? 'duplicate' : 'unknown_shop' };
  });
}

async function knownShops(
  pool: pg.Pool,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ domain: string }>(
    'SELECT domain FROM shops WHERE domain = ANY($1::text[])',
    [deliveries.map((delivery) => delivery.shopDomain)],
  );
  return new Set(rows.map((row) => row.domain));
}
