import { CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';

import type { Sql } from '../database.server.ts';
import { askForOccasions } from '../queue/jobs.server.ts';

/** A customer who is to be a member, with the time of the fact that makes her one. */
export interface Enrolment {
  readonly customer: CustomerDetails;
  readonly joinedAt: Date;
  /** Hash of her e-mail address, where it is proven to be hers. */
  readonly emailHash: string | null;
}

/** A member as enrolling and claiming see her. */
export interface EnrolledMember {
  readonly memberId: MemberId;
  readonly customerId: CustomerId;
  readonly joinedAt: Date;
  readonly emailHash: string | null;
}

/** Members after enrolling, by customer, and those of whom something is new that orders may be claimed by. */
export interface Enrolled {
  readonly members: ReadonlyMap<CustomerId, EnrolledMember>;
  readonly changed: readonly EnrolledMember[];
}

/**
 * Members with accounts, by customer. Who is an alias is not among them: resolve merged customers before.
 * @param customerIds of whoever is asked about; those who are no members are left out
 */
export async function findMembers(
  sql: Sql,
  shopId: ShopId,
  customerIds: readonly CustomerId[],
): Promise<Map<CustomerId, EnrolledMember>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql.query<MemberRow>(
    `SELECT m.id, m.customer_id, m.joined_at, m.email_hash FROM members m
     JOIN accounts a ON a.shop_id = m.shop_id AND a.member_id = m.id
     WHERE m.shop_id = $1 AND m.customer_id = ANY($2::bigint[]) AND m.merged_into IS NULL`,
    [shopId, customerIds],
  );
  return new Map(rows.map(toMember).map((member) => [member.customerId, member]));
}

/** Members by id. */
export async function findMembersById(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
): Promise<EnrolledMember[]> {
  if (memberIds.length === 0) return [];
  const { rows } = await sql.query<MemberRow>(
    `SELECT id, customer_id, joined_at, email_hash FROM members WHERE shop_id = $1 AND id = ANY($2::bigint[])`,
    [shopId, memberIds],
  );
  return rows.map(toMember);
}

/**
 * Members whose proven e-mail address has one of these hashes. One who was merged stands for the member she became, and
 * keeps her own customer's id: what she claims is judged in her context.
 */
export async function findMembersByEmailHash(
  sql: Sql,
  shopId: ShopId,
  hashes: readonly string[],
): Promise<EnrolledMember[]> {
  if (hashes.length === 0) return [];
  const { rows } = await sql.query<MemberRow>(
    `SELECT root.id, m.customer_id, root.joined_at, m.email_hash FROM members m
     JOIN members root ON root.shop_id = m.shop_id AND root.id = coalesce(m.merged_into, m.id)
     JOIN accounts a ON a.shop_id = root.shop_id AND a.member_id = root.id
     WHERE m.shop_id = $1 AND m.email_hash = ANY($2::text[]) ORDER BY m.id`,
    [shopId, hashes],
  );
  return rows.map(toMember);
}

/**
 * Makes sure that these customers are members with accounts. Who is one already keeps her data, and who was redacted
 * her namelessness; the earliest joining wins, so that any order of arrival ends in the same date. Rows of which
 * nothing changes are not written. What joining is worth is looked at by the job of the shop's occasions.
 */
export async function ensureMembers(
  sql: Sql,
  shopId: ShopId,
  enrolments: readonly Enrolment[],
): Promise<Enrolled> {
  const wanted = earliestOfEach(enrolments);
  const known = await findMembers(sql, shopId, [...wanted.keys()]);
  const missing = [...wanted.values()].filter((enrolment) => isNews(enrolment, known));
  if (missing.length === 0) return { members: known, changed: [] };
  const column = <Value>(read: (enrolment: Enrolment) => Value) => missing.map(read);
  // Sorted by customer, so that two batches with the same new customers wait for each other instead of deadlocking.
  const { rows } = await sql.query<MemberRow>(
    `WITH ensured AS (
       INSERT INTO members (shop_id, customer_id, first_name, last_name, email, phone, locale, joined_at, email_hash)
       SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
         $8::timestamptz[], $9::text[])
         AS wanted (customer_id, first_name, last_name, email, phone, locale, joined_at, email_hash)
       ORDER BY customer_id
       ON CONFLICT (shop_id, customer_id) DO UPDATE SET joined_at = least(members.joined_at, excluded.joined_at),
         email_hash = CASE WHEN members.redacted_at IS NULL
           THEN coalesce(excluded.email_hash, members.email_hash) END
       RETURNING id, customer_id, joined_at, email_hash
     ), opened AS (
       INSERT INTO accounts (shop_id, member_id) SELECT $1, id FROM ensured ON CONFLICT DO NOTHING RETURNING member_id
     ), joined AS (
       INSERT INTO joinings (shop_id, member_id) SELECT $1, member_id FROM opened ON CONFLICT DO NOTHING
     )
     SELECT id, customer_id, joined_at, email_hash FROM ensured`,
    [
      shopId,
      column((each) => each.customer.customerId),
      column((each) => each.customer.firstName),
      column((each) => each.customer.lastName),
      column((each) => each.customer.email),
      column((each) => each.customer.phone),
      column((each) => each.customer.locale),
      column((each) => each.joinedAt),
      column((each) => each.emailHash),
    ],
  );
  await askForOccasions(sql, shopId);
  const changed = rows.map(toMember);
  const members = new Map([
    ...known,
    ...changed.map((member) => [member.customerId, member] as const),
  ]);
  return { members, changed };
}

/** One enrolment a customer: her details from the earliest, and the hash from whichever has one. */
function earliestOfEach(enrolments: readonly Enrolment[]): Map<CustomerId, Enrolment> {
  const earliest = new Map<CustomerId, Enrolment>();
  for (const enrolment of enrolments) {
    const { customerId } = enrolment.customer;
    const other = earliest.get(customerId);
    const first = other && other.joinedAt <= enrolment.joinedAt ? other : enrolment;
    const emailHash = first.emailHash ?? other?.emailHash ?? enrolment.emailHash;
    earliest.set(customerId, { ...first, emailHash });
  }
  return new Map([...earliest].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}

function isNews(
  { customer, joinedAt, emailHash }: Enrolment,
  known: ReadonlyMap<CustomerId, EnrolledMember>,
): boolean {
  const member = known.get(customer.customerId);
  if (!member) return true;
  return joinedAt < member.joinedAt || (emailHash !== null && emailHash !== member.emailHash);
}

interface MemberRow {
  readonly id: string;
  readonly customer_id: string;
  readonly joined_at: Date;
  readonly email_hash: string | null;
}

function toMember(row: MemberRow): EnrolledMember {
  return {
    memberId: MemberId.parse(row.id),
    customerId: CustomerId.parse(row.customer_id),
    joinedAt: row.joined_at,
    emailHash: row.email_hash,
  };
}

/** Somebody who was merged before she was known: only as another's alias. */
export interface NewAlias {
  readonly customerId: CustomerId;
  readonly memberId: MemberId;
  readonly emailHash: string;
}

/**
 * Notes by what address customers were known who have become other members by now, so that what was bought with it as a
 * guest finds them.
 * @returns the members for whom this is new
 */
export async function ensureAliases(
  sql: Sql,
  shopId: ShopId,
  aliases: readonly NewAlias[],
): Promise<MemberId[]> {
  if (aliases.length === 0) return [];
  const { rows } = await sql.query<{ merged_into: string }>(
    `INSERT INTO members (shop_id, customer_id, joined_at, merged_into, email_hash)
     SELECT $1, given.customer_id, kept.joined_at, kept.id, given.email_hash
     FROM (SELECT DISTINCT ON (customer_id) * FROM unnest($2::bigint[], $3::bigint[], $4::text[])
             AS given (customer_id, member_id, email_hash) ORDER BY customer_id) AS given
     JOIN members kept ON kept.shop_id = $1 AND kept.id = given.member_id AND kept.redacted_at IS NULL
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET email_hash = excluded.email_hash
       WHERE members.email_hash IS NULL AND members.redacted_at IS NULL
     RETURNING merged_into`,
    [
      shopId,
      aliases.map((alias) => alias.customerId),
      aliases.map((alias) => alias.memberId),
      aliases.map((alias) => alias.emailHash),
    ],
  );
  return rows.map((row) => MemberId.parse(row.merged_into));
}
