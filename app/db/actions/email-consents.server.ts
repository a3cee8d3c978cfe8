import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import type { Sql } from '../database.server.ts';

/** Whether a customer has agreed to the newsletter, and since when it is so. */
export interface EmailConsent {
  readonly customerId: CustomerId;
  readonly isSubscribed: boolean;
  readonly at: Date;
}

/** A consent that was not looked at yet, with whose it is. */
export interface UnjudgedConsent extends EmailConsent {
  /** The member that the customer is or has become; null for who is none. */
  readonly member: {
    readonly memberId: MemberId;
    /** Her own, by which what she was given is named; the same unless she was merged. */
    readonly ownId: MemberId;
    readonly joinedAt: Date;
  } | null;
}

/**
 * Takes over what Shopify says of customers' consent. Older news than what is known changes nothing, and a customer who
 * was redacted is not spoken of any more.
 * @param consents the last of one customer counts
 * @returns the customers of whom something was new
 */
export async function noteEmailConsents(
  sql: Sql,
  shopId: ShopId,
  consents: readonly EmailConsent[],
): Promise<CustomerId[]> {
  const newest = [...new Map(consents.map((each) => [each.customerId, each])).values()];
  if (newest.length === 0) return [];
  const { rows } = await sql.query<{ customer_id: string }>(
    `INSERT INTO email_consents (shop_id, customer_id, subscribed, at)
     SELECT $1, given.* FROM unnest($2::bigint[], $3::boolean[], $4::timestamptz[]) AS given (customer_id, subscribed, at)
     WHERE NOT EXISTS (SELECT FROM members m WHERE m.shop_id = $1 AND m.customer_id = given.customer_id
       AND m.redacted_at IS NOT NULL)
     ORDER BY customer_id
     ON CONFLICT (shop_id, customer_id) DO UPDATE
       SET subscribed = excluded.subscribed, at = excluded.at, is_judged = false
       WHERE excluded.at > email_consents.at
         OR (excluded.at = email_consents.at AND excluded.subscribed <> email_consents.subscribed)
     RETURNING customer_id`,
    [
      shopId,
      newest.map((each) => each.customerId),
      newest.map((each) => each.isSubscribed),
      newest.map((each) => each.at),
    ],
  );
  return rows.map((row) => CustomerId.parse(row.customer_id));
}

/** Has the consents of customers looked at again: they have become members. */
export async function reopenConsents(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<void> {
  await sql.query(
    `UPDATE email_consents SET is_judged = false WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])`,
    [shopId, customerIds],
  );
}

/** Consents that were not looked at yet. */
export async function listUnjudgedConsents(
  sql: Sql,
  shopId: ShopId,
  limit: number,
): Promise<UnjudgedConsent[]> {
  const { rows } = await sql.query<{
    customer_id: string;
    subscribed: boolean;
    at: Date;
    member_id: string | null;
    own_id: string;
    joined_at: Date;
  }>(
    `SELECT c.customer_id, c.subscribed, c.at, root.id AS member_id, m.id AS own_id, root.joined_at
     FROM email_consents c
     LEFT JOIN members m ON m.shop_id = c.shop_id AND m.customer_id = c.customer_id
     LEFT JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
     WHERE c.shop_id = $1 AND NOT c.is_judged ORDER BY c.customer_id LIMIT $2`,
    [shopId, limit],
  );
  return rows.map((row) => ({
    customerId: CustomerId.parse(row.customer_id),
    isSubscribed: row.subscribed,
    at: row.at,
    member:
      row.member_id === null
        ? null
        : {
            memberId: MemberId.parse(row.member_id),
            ownId: MemberId.parse(row.own_id),
            joinedAt: row.joined_at,
          },
  }));
}

/** Notes that consents have been looked at, unless something newer has been heard of them meanwhile. */
export async function finishConsents(
  sql: Sql,
  shopId: ShopId,
  consents: readonly EmailConsent[],
): Promise<void> {
  await sql.query(
    `UPDATE email_consents c SET is_judged = true
     FROM unnest($2::bigint[], $3::boolean[], $4::timestamptz[]) AS seen (customer_id, subscribed, at)
     WHERE c.shop_id = $1 AND c.customer_id = seen.customer_id AND c.subscribed = seen.subscribed AND c.at = seen.at`,
    [
      shopId,
      consents.map((each) => each.customerId),
      consents.map((each) => each.isSubscribed),
      consents.map((each) => each.at),
    ],
  );
}
