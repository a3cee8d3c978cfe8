import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';

import type { Sql } from '../database.server.ts';

/**
 * Takes over what Shopify newly says of customers who are members. Those who are none are left alone, and those who
 * were redacted stay nameless, however late the news.
 * @returns those of whom something was new; of the language alone it is not worth telling, for each source has its own
 */
export async function updateMemberDetails(
  sql: Sql,
  shopId: ShopId,
  customers: readonly CustomerDetails[],
): Promise<CustomerId[]> {
  if (customers.length === 0) return [];
  const column = <Value>(read: (customer: CustomerDetails) => Value) => customers.map(read);
  const { rows } = await sql.query<{ customer_id: string; is_new: boolean }>(
    `WITH given AS (
       SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         AS given (customer_id, first_name, last_name, email, phone, locale)
     ), known AS (
       SELECT m.id, (m.first_name, m.last_name, m.email, m.phone)
         IS DISTINCT FROM (given.first_name, given.last_name, given.email, given.phone) AS is_new
       FROM members m JOIN given USING (customer_id) WHERE m.shop_id = $1
     )
     UPDATE members SET first_name = given.first_name, last_name = given.last_name, email = given.email,
       phone = given.phone, locale = coalesce(given.locale, members.locale)
     FROM given, known
     WHERE members.shop_id = $1 AND members.customer_id = given.customer_id AND members.id = known.id
       AND members.redacted_at IS NULL
     RETURNING members.customer_id, is_new`,
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
  return rows.filter((row) => row.is_new).map((row) => CustomerId.parse(row.customer_id));
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
    `SELECT id FROM members WHERE shop_id = $1 AND id > $2 AND redacted_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT $3`,
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
     WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[]) AND m.redacted_at IS NULL AND m.merged_into IS NULL`,
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

/** Whoever became one of these members by a merge. */
export async function listMergedInto(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM members WHERE shop_id = $1 AND merged_into = ANY($2::bigint[])`,
    [shopId, memberIds],
  );
  return rows.map((row) => MemberId.parse(row.id));
}

/** What members are called. */
export interface MemberName {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/** What these members are called, by id. */
export async function listMemberNames(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<MemberName[]> {
  if (memberIds.length === 0) return [];
  const { rows } = await sql.query<Record<keyof MemberName, string | null>>(
    `SELECT id AS "memberId", customer_id AS "customerId", first_name AS "firstName", last_name AS "lastName", email
     FROM members WHERE shop_id = $1 AND id = ANY($2::bigint[]) ORDER BY id`,
    [shopId, memberIds],
  );
  return rows.map((row) => ({
    memberId: MemberId.parse(row.memberId),
    customerId: CustomerId.parse(row.customerId),
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email,
  }));
}
