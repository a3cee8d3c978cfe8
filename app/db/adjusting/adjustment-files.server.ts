import { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Keeps a piece of a file that is being uploaded. */
export async function insertFilePart(
  sql: Sql,
  shopId: ShopId,
  importId: string,
  part: number,
  bytes: Uint8Array,
): Promise<void> {
  await sql.query(
    'INSERT INTO adjustment_files (shop_id, import_id, part, bytes) VALUES ($1, $2, $3, $4)',
    [shopId, importId, part, bytes],
  );
}

/** A file in the pieces in which it came. */
export async function* readFileParts(
  sql: Sql,
  shopId: ShopId,
  importId: string,
): AsyncGenerator<Uint8Array, void> {
  for (let part = 0; ; part += 1) {
    const { rows } = await sql.query<{ bytes: Uint8Array }>(
      'SELECT bytes FROM adjustment_files WHERE shop_id = $1 AND import_id = $2 AND part = $3',
      [shopId, importId, part],
    );
    const [row] = rows;
    if (!row) return;
    yield row.bytes;
  }
}

/** Drops a file: what it said is kept in rows, without the addresses. */
export async function dropFile(sql: Sql, shopId: ShopId, importId: string): Promise<void> {
  await sql.query('DELETE FROM adjustment_files WHERE shop_id = $1 AND import_id = $2', [
    shopId,
    importId,
  ]);
}

/** Shops with an upload that was broken off before a moment. */
export async function listShopsWithBrokenUploads(sql: Sql, before: Date): Promise<ShopId[]> {
  const { rows } = await sql.query<{ shop_id: string }>(
    `SELECT shop_id FROM adjustment_imports WHERE state = 'receiving' AND uploaded_at < $1
     UNION SELECT f.shop_id FROM adjustment_files f WHERE NOT EXISTS
       (SELECT FROM adjustment_imports i WHERE i.shop_id = f.shop_id AND i.id = f.import_id)`,
    [before],
  );
  return rows.map((row) => ShopId.parse(row.shop_id));
}

/** Drops uploads that were broken off before a moment, and whatever came of one after it was dropped. */
export async function dropBrokenUploads(sql: Sql, shopId: ShopId, before: Date): Promise<void> {
  await sql.query(
    `WITH broken AS (
       DELETE FROM adjustment_imports WHERE shop_id = $1 AND state = 'receiving' AND uploaded_at < $2 RETURNING id
     )
     DELETE FROM adjustment_files f WHERE shop_id = $1 AND (import_id IN (SELECT id FROM broken) OR NOT EXISTS
       (SELECT FROM adjustment_imports i WHERE i.shop_id = $1 AND i.id = f.import_id))`,
    [shopId, before],
  );
}
