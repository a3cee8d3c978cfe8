import type { ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Who did something: a member of staff by Shopify's id, Shopify (a demand of its own), or this app. */
export type AuditActor = `staff:${string}` | 'shopify' | 'system';

/** Something that was done, to be remembered for good. */
export interface AuditEntry {
  readonly actor: AuditActor;
  /** What was done, as a stable name that locales put into words: `delivery.retried`. */
  readonly action: string;
  /** What it was done to, as `<kind>:<id>`: `delivery:41`, `customer:207119551`; null for the shop as a whole. */
  readonly subject?: string | null;
  /** Whatever the sentence about it needs. Nothing personal: entries outlive the people they are about. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Notes what was done. In the transaction that does it, so that neither exists without the other.
 * @param now when it was done
 */
export async function writeAuditEntry(
  sql: Sql,
  shopId: ShopId,
  { actor, action, subject = null, detail = {} }: AuditEntry,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO audit_log (shop_id, at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
    [shopId, now, actor, action, subject, JSON.stringify(detail)],
  );
}

/** An entry as it was written. */
export interface FoundAuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * A page of a shop's audit log, newest first.
 * @param before the last entry of the page before this; null for the newest page
 */
export async function listAuditEntries(
  sql: Sql,
  shopId: ShopId,
  before: string | null,
  limit: number,
): Promise<FoundAuditEntry[]> {
  const { rows } = await sql.query<FoundAuditEntry>(
    `SELECT id, at, actor, action, subject, detail FROM audit_log
     WHERE shop_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [shopId, before, limit],
  );
  return rows;
}
