import type { NamedCustomer } from '#app/loyalty/adjusting/read-line.ts';
import { type CustomerId, MemberId, type ShopId } from '#app/loyalty/ids.ts';

import { resolveCustomers } from '../members/customer-merges.server.ts';
import type { Sql } from '../database.server.ts';
import { findMembers } from '../members/enrolment.server.ts';

/** Whom an id or address names; nobody where it is no member's, an address of two, or of another than the id. */
export type NamedMember =
  | { readonly memberId: MemberId }
  | { readonly problem: 'customer_unknown' | 'customer_ambiguous' | 'customer_contradictory' };

/**
 * The members whom customers' ids or addresses name: for somebody who was merged, whom she became.
 * @returns in their order
 */
export async function findNamedMembers(
  sql: Sql,
  shopId: ShopId,
  customers: readonly NamedCustomer[],
): Promise<NamedMember[]> {
  const ids = customers.flatMap((each) => (each.kind === 'id' ? [each.customerId] : []));
  const emails = customers.flatMap(({ email }) => email ?? []);
  const byId = await findById(sql, shopId, ids);
  const byEmail = await findByEmail(sql, shopId, emails);
  return customers.map((customer) => {
    const found = customer.kind === 'id' ? byId(customer.customerId) : byEmail(customer.email);
    const [memberId, ...others] = found;
    if (memberId === undefined) return { problem: 'customer_unknown' };
    if (others.length > 0) return { problem: 'customer_ambiguous' };
    // An address that nobody has any more contradicts nothing: people change theirs.
    const beside = customer.email === null ? [] : byEmail(customer.email);
    const isContradictory = beside.length > 0 && !beside.includes(memberId);
    return isContradictory ? { problem: 'customer_contradictory' } : { memberId };
  });
}

async function findById(sql: Sql, shopId: ShopId, customerIds: readonly CustomerId[]) {
  const wanted = [...new Set(customerIds)];
  const merged = await resolveCustomers(sql, shopId, wanted);
  const becomes = (id: CustomerId) => merged.get(id) ?? id;
  const members = await findMembers(sql, shopId, [...new Set(wanted.map(becomes))]);
  return (id: CustomerId): MemberId[] => {
    const member = members.get(becomes(id));
    return member ? [member.memberId] : [];
  };
}

// Shopify keeps addresses in small letters.
async function findByEmail(
  sql: Sql,
  shopId: ShopId,
  emails: readonly string[],
): Promise<(email: string) => readonly MemberId[]> {
  if (emails.length === 0) return () => [];
  const { rows } = await sql.query<{ email: string; id: string }>(
    `SELECT DISTINCT m.email, coalesce(m.merged_into, m.id) AS id FROM members m
     WHERE m.shop_id = $1 AND m.email = ANY($2::text[])
       AND EXISTS (SELECT FROM accounts a WHERE a.shop_id = $1 AND a.member_id = coalesce(m.merged_into, m.id))`,
    [shopId, [...new Set(emails)]],
  );
  const found = new Map<string, MemberId[]>();
  for (const { email, id } of rows) {
    found.set(email, [...(found.get(email) ?? []), MemberId.parse(id)]);
  }
  return (email) => found.get(email) ?? [];
}
