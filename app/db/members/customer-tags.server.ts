import { CustomerId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/**
 * The tags that Shopify has said customers have, as long as nothing newer is to be expected.
 * @param since what was said before is too old to be believed
 */
export async function findCustomerTags(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
  since: Date,
): Promise<Map<CustomerId, readonly string[]>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql.query<{ customer_id: string; tags: string[] }>(
    `SELECT customer_id, tags FROM customer_tags
     WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]) AND seen_at >= $3
       AND (forgotten_at IS NULL OR seen_at > forgotten_at)`,
    [shopId, customerIds, since],
  );
  return new Map(rows.map(({ customer_id, tags }) => [CustomerId.parse(customer_id), tags]));
}

/**
 * Keeps what tags Shopify has said customers have. Of those who were redacted nothing is kept.
 * @param asked all whom it was asked about: who is not there any more has none
 * @param seenAt when it was asked
 */
export async function saveCustomerTags(
  sql: Sql,
  shopId: ShopId,
  asked: readonly CustomerId[],
  said: ReadonlyMap<CustomerId, readonly string[]>,
  seenAt: Date,
): Promise<void> {
  if (asked.length === 0) return;
  const rows = [...new Set(asked)].map((id) => ({ customer_id: id, tags: said.get(id) ?? [] }));
  // Sorted, so that two that know the same customers wait for each other.
  await sql.query(
    `INSERT INTO customer_tags (shop_id, customer_id, tags, seen_at)
     SELECT $1, given.*, $3 FROM jsonb_to_recordset($2::jsonb) AS given (customer_id bigint, tags text[])
     WHERE NOT EXISTS (SELECT FROM members WHERE members.shop_id = $1
       AND members.customer_id = given.customer_id AND members.redacted_at IS NOT NULL)
     ORDER BY customer_id
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET tags = excluded.tags, seen_at = excluded.seen_at
     WHERE customer_tags.seen_at < excluded.seen_at`,
    [shopId, JSON.stringify(rows), seenAt],
  );
}

/** Notes that customers' tags have changed: Shopify is asked when they are needed next. */
export async function forgetCustomerTags(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
  now: Date,
): Promise<void> {
  if (customerIds.length === 0) return;
  await sql.query(
    `UPDATE customer_tags SET forgotten_at = $3 WHERE shop_id = $1 AND customer_id IN (
       SELECT customer_id FROM customer_tags WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])
       ORDER BY customer_id FOR UPDATE)`,
    [shopId, customerIds, now],
  );
}

/** The tags of a customer, as they were last seen; null where nobody asked for them. */
export async function findTagsRecord(
  sql: Sql,
  shopId: ShopId,
  customerId: CustomerId,
): Promise<readonly string[] | null> {
  const { rows } = await sql.query<{ tags: string[] }>(
    'SELECT tags FROM customer_tags WHERE shop_id = $1 AND customer_id = $2',
    [shopId, customerId],
  );
  return rows[0]?.tags ?? null;
}

/** Leaves nothing of what customers' tags were, nor of those who became them by merging. */
export async function dropCustomerTags(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<void> {
  await sql.query(
    `DELETE FROM customer_tags WHERE shop_id = $1 AND (customer_id = ANY($2::bigint[]) OR customer_id IN (
       SELECT alias.customer_id FROM members alias
       JOIN members kept ON kept.shop_id = alias.shop_id AND kept.id = alias.merged_into
       WHERE alias.shop_id = $1 AND kept.customer_id = ANY($2::bigint[])))`,
    [shopId, customerIds],
  );
}
