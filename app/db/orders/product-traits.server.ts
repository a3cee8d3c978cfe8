import { ProductId, type ShopId } from '#app/loyalty/ids.ts';
import { NO_PRODUCT, type ProductTraits } from '#app/loyalty/orders/order-traits.ts';

import type { Sql } from '../database.server.ts';

/**
 * What Shopify has said of products, as long as nothing newer is to be expected.
 * @param since what was said before is too old to be believed
 */
export async function findProductTraits(
  sql: Sql,
  shopId: ShopId,
  productIds: readonly ProductId[],
  since: Date,
): Promise<Map<ProductId, ProductTraits>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await sql.query<{ product_id: string } & ProductTraits>(
    `SELECT product_id, collections, tags, type, vendor FROM products
     WHERE shop_id = $1 AND product_id = ANY($2::bigint[]) AND seen_at >= $3
       AND (forgotten_at IS NULL OR seen_at > forgotten_at)`,
    [shopId, productIds, since],
  );
  return new Map(
    rows.map(({ product_id, ...traits }) => [ProductId.parse(product_id), { ...traits }]),
  );
}

/**
 * Keeps what Shopify has said of products.
 * @param asked all products that it was asked about: what it does not have any more is nothing
 * @param seenAt when it was asked
 */
export async function saveProductTraits(
  sql: Sql,
  shopId: ShopId,
  asked: readonly ProductId[],
  said: ReadonlyMap<ProductId, ProductTraits>,
  seenAt: Date,
): Promise<void> {
  if (asked.length === 0) return;
  const rows = [...new Set(asked)].map((productId) => ({
    product_id: productId,
    ...(said.get(productId) ?? NO_PRODUCT),
  }));
  // Sorted, so that two that know the same products wait for each other.
  await sql.query(
    `INSERT INTO products (shop_id, product_id, collections, tags, type, vendor, seen_at)
     SELECT $1, given.*, $3 FROM jsonb_to_recordset($2::jsonb)
       AS given (product_id bigint, collections text[], tags text[], type text, vendor text)
     ORDER BY product_id
     ON CONFLICT (shop_id, product_id) DO UPDATE SET collections = excluded.collections, tags = excluded.tags,
       type = excluded.type, vendor = excluded.vendor, seen_at = excluded.seen_at
     WHERE products.seen_at < excluded.seen_at`,
    [shopId, JSON.stringify(rows), seenAt],
  );
}

/** Notes that products have changed: Shopify is asked when one of them is needed next. */
export async function forgetProducts(
  sql: Sql,
  shopId: ShopId,
  productIds: readonly ProductId[],
  now: Date,
): Promise<void> {
  if (productIds.length === 0) return;
  await sql.query(
    `UPDATE products SET forgotten_at = $3 WHERE shop_id = $1 AND product_id IN (
       SELECT product_id FROM products WHERE shop_id = $1 AND product_id = ANY($2::bigint[])
       ORDER BY product_id FOR UPDATE)`,
    [shopId, productIds, now],
  );
}

/** Notes that a shop's collections have changed: which products are in them now, nobody tells. */
export async function forgetAllProducts(sql: Sql, shopId: ShopId, now: Date): Promise<void> {
  await sql.query(
    `UPDATE products SET forgotten_at = $2 WHERE shop_id = $1 AND product_id IN (
       SELECT product_id FROM products WHERE shop_id = $1
         AND (forgotten_at IS NULL OR forgotten_at < seen_at) ORDER BY product_id FOR UPDATE)`,
    [shopId, now],
  );
}
