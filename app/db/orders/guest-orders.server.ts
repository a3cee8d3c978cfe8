import { createHash } from 'node:crypto';

import { type CustomerId, type MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/**
 * What a person can be reached by, so that nobody can read it: the same address gives the same hash in one shop, and
 * another one in every other.
 * @param key the shop's own
 * @param contact an e-mail address or a phone number, as written
 */
export function hashContact(key: string, contact: string): string {
  const normalized = contact.trim().toLowerCase();
  return createHash('sha256').update(`${key}\n${normalized}`).digest('base64url');
}

/** An order that has no member and may be claimed by a contact. */
export interface GuestContactRow {
  readonly orderId: OrderId;
  readonly contactHash: string;
  readonly processedAt: Date;
}

/** Notes by what orders without a customer can be claimed. */
export async function keepGuestContacts(
  sql: Sql,
  shopId: ShopId,
  contacts: readonly GuestContactRow[],
): Promise<void> {
  if (contacts.length === 0) return;
  await sql.query(
    `INSERT INTO guest_contacts (shop_id, contact_hash, order_id, processed_at)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::timestamptz[]) ON CONFLICT DO NOTHING`,
    [
      shopId,
      contacts.map((contact) => contact.contactHash),
      contacts.map((contact) => contact.orderId),
      contacts.map((contact) => contact.processedAt),
    ],
  );
}

/** Who may have become the owner of stored orders. */
export interface Claimant {
  readonly memberId: MemberId;
  readonly customerIds: readonly CustomerId[];
}

/**
 * Orders that these members may claim, or have claimed at another time than now follows: placed as guests with their
 * contact, placed by them before they joined, or claimed by them already.
 */
export async function listClaimable(
  sql: Sql,
  shopId: ShopId,
  claimants: readonly Claimant[],
): Promise<OrderId[]> {
  if (claimants.length === 0) return [];
  const { rows } = await sql.query<{ order_id: string }>(
    `WITH RECURSIVE claimants AS (
       SELECT id, email_hash FROM members
       WHERE shop_id = $1 AND (id = ANY($3::bigint[]) OR merged_into = ANY($3::bigint[]))
     ), selves AS (
       SELECT unnest($2::bigint[]) AS customer_id
       UNION
       -- Also who became one of them before she was a member.
       SELECT c.absorbed_customer_id FROM selves JOIN customer_merges c
         ON c.shop_id = $1 AND c.kept_customer_id = selves.customer_id
     )
     SELECT order_id FROM guest_contacts WHERE shop_id = $1 AND contact_hash IN (SELECT email_hash FROM claimants)
       -- Not those that Shopify has given to a customer since.
       AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = guest_contacts.order_id AND o.customer_id IS NOT NULL)
     UNION
     SELECT order_id FROM orders WHERE shop_id = $1 AND member_id IS NULL AND customer_id IN (SELECT customer_id FROM selves)
     UNION
     SELECT order_id FROM orders WHERE shop_id = $1 AND member_id = ANY($3::bigint[]) AND claimed_at IS NOT NULL`,
    [
      shopId,
      claimants.flatMap((claimant) => claimant.customerIds),
      claimants.map((claimant) => claimant.memberId),
    ],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}

/** The contacts by which these orders can be claimed. */
export async function listContactsOf(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, string[]>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<{ order_id: string; hashes: string[] }>(
    `SELECT order_id, array_agg(contact_hash) AS hashes FROM guest_contacts
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) GROUP BY order_id`,
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [OrderId.parse(row.order_id), row.hashes]));
}

/** Forgets by what a person's orders could be claimed: those that are known to be hers, and all with an address of hers. */
export async function dropGuestContacts(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
  contactHashes: readonly string[],
): Promise<void> {
  await sql.query(
    `DELETE FROM guest_contacts
     WHERE shop_id = $1 AND (order_id = ANY($2::bigint[]) OR contact_hash = ANY($3::text[]))`,
    [shopId, orderIds, contactHashes],
  );
}

/**
 * Forgets by what orders could be claimed that were placed before a moment.
 * @returns how many addresses were dropped
 */
export async function dropGuestContactsBefore(
  sql: Sql,
  shopId: ShopId,
  moment: Date,
): Promise<number> {
  const { rowCount } = await sql.query(
    'DELETE FROM guest_contacts WHERE shop_id = $1 AND processed_at < $2',
    [shopId, moment],
  );
  return rowCount ?? 0;
}
