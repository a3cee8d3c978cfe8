import type { CatalogReference } from '#app/loyalty/catalog/reference.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** What something of a shop was called when Shopify was asked; null where it was gone. */
export interface StoredName extends CatalogReference {
  readonly name: string | null;
  readonly seenAt: Date;
}

/** What is known of these, however long ago it was asked. */
export async function findCatalogNames(
  sql: Sql,
  shopId: ShopId,
  references: readonly CatalogReference[],
): Promise<StoredName[]> {
  const { rows } = await sql.query<StoredName>(
    `SELECT kind, catalog_id AS id, name, seen_at AS "seenAt" FROM catalog_names
     WHERE shop_id = $1 AND (kind, catalog_id) IN (SELECT * FROM unnest($2::text[], $3::bigint[]))`,
    [shopId, references.map(({ kind }) => kind), references.map(({ id }) => id)],
  );
  return rows;
}

/** Keeps what Shopify calls these, unless something newer is known. */
export async function saveCatalogNames(
  sql: Sql,
  shopId: ShopId,
  names: readonly Omit<StoredName, 'seenAt'>[],
  seenAt: Date,
): Promise<void> {
  // Sorted, so that two that ask for the same wait for each other.
  await sql.query(
    `INSERT INTO catalog_names (shop_id, kind, catalog_id, name, seen_at)
     SELECT $1, given.*, $5 FROM unnest($2::text[], $3::bigint[], $4::text[]) AS given (kind, id, name)
     ORDER BY kind, id
     ON CONFLICT (shop_id, kind, catalog_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
     WHERE catalog_names.seen_at < excluded.seen_at`,
    [
      shopId,
      names.map(({ kind }) => kind),
      names.map(({ id }) => id),
      names.map(({ name }) => name),
      seenAt,
    ],
  );
}
