import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** A key by which another program speaks to the app; not the key itself, of which only a hash is kept. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its last characters. */
  readonly ending: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** A key that is to be kept. */
export interface NewApiKey {
  readonly name: string;
  readonly keyHash: string;
  readonly ending: string;
  readonly createdBy: string;
}

/** A shop's keys that can be used, newest first. */
export async function listApiKeys(sql: Sql, shopId: ShopId): Promise<ApiKey[]> {
  const { rows } = await sql.query<ApiKey>(
    `SELECT id, name, ending, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM api_keys
     WHERE shop_id = $1 AND revoked_at IS NULL ORDER BY id DESC`,
    [shopId],
  );
  return rows;
}

/** Keeps a key. @returns its id */
export async function insertApiKey(
  sql: Sql,
  shopId: ShopId,
  { name, keyHash, ending, createdBy }: NewApiKey,
  now: Date,
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO api_keys (shop_id, name, key_hash, ending, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [shopId, name, keyHash, ending, now, createdBy],
  );
  const [row] = rows;
  if (!row) throw new Error('a key was not kept');
  return row.id;
}

/** Has a key open nothing any more. @returns its name; undefined where there was none */
export async function revokeApiKey(
  sql: Sql,
  shopId: ShopId,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ name: string }>(
    `UPDATE api_keys SET revoked_at = $3 WHERE shop_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING name`,
    [shopId, id, now],
  );
  return rows[0]?.name;
}

/** How much later a use must be than the one noted before: nobody needs it exactly, and each note is a write. */
const NOTED_EVERY = '1 hour';

/** A key that opens a shop; notes now and then that it was used. @returns its id; undefined where it opens nothing */
export async function findApiKey(
  sql: Sql,
  shopId: ShopId,
  keyHash: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string; is_stale: boolean }>(
    `SELECT id, last_used_at IS NULL OR last_used_at < $3::timestamptz - interval '${NOTED_EVERY}' AS is_stale
     FROM api_keys WHERE shop_id = $1 AND key_hash = $2 AND revoked_at IS NULL`,
    [shopId, keyHash, now],
  );
  const [key] = rows;
  if (key?.is_stale === true) {
    await sql.query('UPDATE api_keys SET last_used_at = $3 WHERE shop_id = $1 AND id = $2', [
      shopId,
      key.id,
      now,
    ]);
  }
  return key?.id;
}
