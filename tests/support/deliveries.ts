import type { Database } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';

/** A row of the inbox, as far as a test cares. */
export interface DeliveryRow {
  readonly topic?: string;
  readonly body?: string | null;
  readonly state?: string;
  readonly receivedAt?: string;
  readonly doneAt?: string | null;
  readonly retryAt?: string | null;
  readonly reason?: string | null;
}

let count = 0;

/**
 * Puts a delivery into a shop's inbox as if it had come, and been worked on, before.
 * @returns its id
 */
export async function insertDelivery(
  database: Database,
  shop: Shop,
  row: DeliveryRow = {},
): Promise<string> {
  count += 1;
  const { topic = 'orders/paid', body = '{"id": 1', state = 'received', reason = null } = row;
  const { rows } = await database.pool.query<{ id: string }>(
    `INSERT INTO inbox (shop_id, delivery_id, topic, received_at, body, state, retry_at, done_at, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      shop.id,
      `delivery-of-test-${count}`,
      topic,
      row.receivedAt ?? '2026-11-20T10:00:00Z',
      body === null ? null : Buffer.from(body),
      state,
      row.retryAt ?? null,
      row.doneAt ?? null,
      reason,
    ],
  );
  return rows[0]?.id ?? '';
}

/** What is known of a delivery by its id; undefined where it was deleted. */
export async function deliveryOf(database: Database, shop: Shop, id: string) {
  const { rows } = await database.pool.query<{
    state: string;
    body: Buffer | null;
    reason: string | null;
    attempts: number;
    retryAt: Date | null;
    doneAt: Date | null;
  }>(
    `SELECT state, body, reason, attempts, retry_at AS "retryAt", done_at AS "doneAt"
     FROM inbox WHERE shop_id = $1 AND id = $2`,
    [shop.id, id],
  );
  return rows[0];
}

/** Tasks that were asked for and are still to be done, for a shop. */
export async function wantedTasks(database: Database, shop: Shop): Promise<string[]> {
  const { rows } = await database.pool.query<{ task: string }>(
    `SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key LIKE '%:' || $1::text ORDER BY task`,
    [shop.id],
  );
  return rows.map((row) => row.task);
}

/** What the audit log of a shop says, oldest first. */
export async function auditLogOf(database: Database, shop: Shop) {
  const { rows } = await database.pool.query<{
    actor: string;
    action: string;
    subject: string | null;
    detail: Record<string, unknown>;
  }>(`SELECT actor, action, subject, detail FROM audit_log WHERE shop_id = $1 ORDER BY id`, [
    shop.id,
  ]);
  return rows;
}
