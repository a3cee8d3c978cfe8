import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/order-fact.ts';

import type { Sql } from './database.server.ts';

/** A customer who is to be a member, with the time of the fact that makes her one. */
export interface Enrolment {
  readonly customer: CustomerDetails;
  readonly joinedAt: Date;
}

/**
 * Makes sure that these customers are members with accounts. Who is one already keeps her data, and who was redacted
 * her namelessness; the earliest joining wins, so that any order of arrival ends in the same date.
 * @returns the member's id by customer id, for every enrolment
 */
export async function ensureMembers(
  sql: Sql,
  shopId: ShopId,
  enrolments: readonly Enrolment[],
): Promise<Map<CustomerId, MemberId>> {
  if (enrolments.length === 0) return new Map();
  const column = <Value>(read: (enrolment: Enrolment) => Value) => enrolments.map(read);
  // Sorted by customer, so that two batches with the same new customers wait for each other instead of deadlocking.
  const { rows } = await sql.query<{ id: string; customer_id: string }>(
    `WITH wanted AS (
       SELECT DISTINCT ON (customer_id) * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
         AS wanted (customer_id, first_name, last_name, email, phone, locale, joined_at)
       ORDER BY customer_id, joined_at
     ), ensured AS (
       INSERT INTO members (shop_id, customer_id, first_name, last_name, email, phone, locale, joined_at)
       SELECT $1, * FROM wanted ORDER BY customer_id
       ON CONFLICT (shop_id, customer_id)
       DO UPDATE SET joined_at = least(members.joined_at, excluded.joined_at)
       RETURNING id, customer_id
     ), opened AS (
       INSERT INTO accounts (shop_id, member_id) SELECT $1, id FROM ensured ON CONFLICT DO NOTHING
     )
     SELECT id, customer_id FROM ensured`,
    [
      shopId,
      column((each) => each.customer.customerId),
      column((each) => each.customer.firstName),
      column((each) => each.customer.lastName),
      column((each) => each.customer.email),
      column((each) => each.customer.phone),
      column((each) => each.customer.locale),
      column((each) => each.joinedAt),
    ],
  );
  return new Map(rows.map((row) => [CustomerId.parse(row.customer_id), MemberId.parse(row.id)]));
}

/**
 * Takes over what Shopify newly says of customers who are members. Those who are none are left alone, and those who
 * were redacted stay nameless, however late the news.
 */
export async function updateMemberDetails(
  sql: Sql,
  shopId: ShopId,
  customers: readonly CustomerDetails[],
): Promise<void> {
  if (customers.length === 0) return;
  const column = <Value>(read: (customer: CustomerDetails) => Value) => customers.map(read);
  await sql.query(
    `UPDATE members SET first_name = given.first_name, last_name = given.last_name, email = given.email,
       phone = given.phone, locale = coalesce(given.locale, members.locale)
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       AS given (customer_id, first_name, last_name, email, phone, locale)
     WHERE members.shop_id = $1 AND members.customer_id = given.customer_id AND members.redacted_at IS NULL`,
    [
      shopId,
      column((each) => each.customerId),
      column((each) => each.firstName),
      column((each) => each.lastName),
      column((each) => each.email),
      column((each) => each.phone),
      column((each) => each.locale),
    ],
  );
}

/**
 * Members with a face, by id: who was redacted has no customer any more.
 * @param after the last id of the page before; `0` to begin
 */
export async function listMemberIds(
  sql: Sql,
  shopId: ShopId,
  after: string,
  limit: number,
): Promise<MemberId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM members WHERE shop_id = $1 AND id > $2 AND redacted_at IS NULL ORDER BY id LIMIT $3`,
    [shopId, after, limit],
  );
  return rows.map((row) => MemberId.parse(row.id));
}

/** What a member's summary is made of. Points as integers. */
export interface MemberStanding {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly joinedAt: Date;
  readonly pending: number;
  readonly available: number;
  readonly owed: number;
  readonly earned: number;
}

/**
 * The standing of members, in no particular order. Unknown ids are left out, and members who were redacted: there is
 * no customer any more whom it could be shown to.
 */
export async function listStandings(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly string[],
): Promise<MemberStanding[]> {
  const { rows } = await sql.query<Record<string, string> & { joined_at: Date }>(
    `SELECT m.id, m.customer_id, m.joined_at, a.pending, a.available, a.owed, a.earned
     FROM members m JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id
     WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[]) AND m.redacted_at IS NULL`,
    [shopId, memberIds],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row['id']),
    customerId: CustomerId.parse(row['customer_id']),
    joinedAt: row.joined_at,
    pending: Number(row['pending']),
    available: Number(row['available']),
    owed: Number(row['owed']),
    earned: Number(row['earned']),
  }));
}
