import { createHash, randomBytes } from 'node:crypto';

import {
  findApiKey,
  insertApiKey,
  listApiKeys,
  revokeApiKey,
} from '#app/db/shops/api-keys.server.ts';
import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { findShop, type Shop } from '#app/db/shops/shops.server.ts';
import { ShopId } from '#app/loyalty/ids.ts';
import { storableText } from '#app/shopify/wire/storable-text.server.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

/** Most keys of a shop that can be used at once. */
const KEYS_MAX = 20;
const NAME_LENGTH_MAX = 60;

/** What creating a key came to. */
export type KeyCreated =
  /** The key itself, which nobody can be shown again. */
  | { readonly state: 'created'; readonly key: string }
  | { readonly state: 'name_needed' | 'too_many' };

/** A shop's keys as people see them, newest first; times are ISO 8601. */
export async function readApiKeys({ database }: Pick<Services, 'database'>, shopId: ShopId) {
  const keys = await listApiKeys(database.pool, shopId);
  return keys.map(({ createdAt, lastUsedAt, ...key }) => ({
    ...key,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** Creates a key by which another program of the shop may report what members do. Only its hash is kept. */
export async function createApiKey(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, name }: { readonly staffUserId: string; readonly name: string },
): Promise<KeyCreated> {
  const named = storableText(name.trim().slice(0, NAME_LENGTH_MAX));
  if (named === '') return { state: 'name_needed' };
  const key = `evergreen_${shopId}_${randomBytes(24).toString('base64url')}`;
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    if ((await listApiKeys(sql, shopId)).length >= KEYS_MAX) return { state: 'too_many' };
    const createdBy = `staff:${staffUserId}` as const;
    const kept = { name: named, keyHash: hashOf(key), ending: key.slice(-4), createdBy };
    const id = await insertApiKey(sql, shopId, kept, now);
    const entry = { actor: createdBy, action: 'api_key.created', detail: { id, name: named } };
    await writeAuditEntry(sql, shopId, entry, now);
    return { state: 'created', key };
  });
}

/** Has a key open nothing any more, from now on. */
export async function withdrawApiKey(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  { staffUserId, id }: { readonly staffUserId: string; readonly id: string },
): Promise<{ readonly state: 'revoked' | 'unknown' }> {
  const rowId = RowId.safeParse(id);
  if (!rowId.success) return { state: 'unknown' };
  const now = clock.now();
  return inTransaction(database, async (sql) => {
    const name = await revokeApiKey(sql, shopId, rowId.data, now);
    if (name === undefined) return { state: 'unknown' };
    const actor = `staff:${staffUserId}` as const;
    const entry = { actor, action: 'api_key.revoked', detail: { id: rowId.data, name } };
    await writeAuditEntry(sql, shopId, entry, now);
    return { state: 'revoked' };
  });
}

/** A key that was found to be valid, by its id, and the shop that it opens. */
export interface ValidKey {
  readonly keyId: string;
  readonly shop: Shop;
}

/**
 * The key that a request brings, and the shop that it opens.
 * @param authorization the header, `Bearer evergreen_…`
 * @returns undefined where the key is none, was revoked, or the shop has left
 */
export async function findValidKey(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  authorization: string | null,
): Promise<ValidKey | undefined> {
  const [, key = '', shopNumber] =
    /^Bearer (evergreen_(\d+)_[\w-]{32})$/i.exec(authorization ?? '') ?? [];
  const shopId = ShopId.safeParse(shopNumber);
  if (!shopId.success) return undefined;
  const keyId = await findApiKey(database.pool, shopId.data, hashOf(key), clock.now());
  if (keyId === undefined) return undefined;
  const shop = await findShop(database.pool, shopId.data);
  return shop?.uninstalledAt === null ? { keyId, shop } : undefined;
}

/** No slow hash: a key is random, nobody can try them all. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
