import { resolveCustomers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import {
  type EnrolledMember,
  ensureAliases,
  ensureMembers,
  findMembers,
  type NewAlias,
} from '#app/db/members/enrolment.server.ts';
import { updateMemberDetails } from '#app/db/members/members.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';
import { versionInForce } from '#app/loyalty/program/program.ts';

import { claimOrders } from './settle-orders.server.ts';
import { emailHashOf } from './find-people.server.ts';
import type { SettlingShop } from './order-change.server.ts';

/** What Shopify says of a customer, and when it was so. */
export interface CustomerNews {
  readonly customer: CustomerDetails;
  readonly at: Date;
}

/**
 * Takes over what Shopify newly says of customers: details of those who are members; an e-mail address that is proven to
 * be hers lets a member claim what she bought as a guest, and makes an account holder a member where the program says so.
 * @param sql an open transaction
 * @param news in the order in which it is to be believed, the last of one customer counts
 * @returns the customers of whom something was new
 */
export async function takeOverCustomers(
  sql: Sql,
  shop: SettlingShop,
  news: readonly CustomerNews[],
  now: Date,
): Promise<ReadonlySet<CustomerId>> {
  const newest = [...new Map(news.map((each) => [each.customer.customerId, each])).values()];
  if (newest.length === 0) return new Set();
  await lockForJudging(sql, shop.id);
  const renamed = await updateMemberDetails(
    sql,
    shop.id,
    newest.map((each) => each.customer),
  );
  const proven = newest.filter(({ customer }) => emailHashOf(shop, customer) !== null);
  if (proven.length === 0) return new Set(renamed);
  const versions = await listProgramVersions(sql, shop.id);
  const customerIds = proven.map(({ customer }) => customer.customerId);
  const merged = await resolveCustomers(sql, shop.id, customerIds);
  const members = await findMembers(sql, shop.id, [...customerIds, ...merged.values()]);
  const renamedAliases = await ensureAliases(
    sql,
    shop.id,
    aliasesOf(shop, proven, merged, members),
  );
  const enrolments = proven.flatMap(({ customer, at }) => {
    // Who was merged is not to become a member of her own: she stands for the one she became.
    if (merged.has(customer.customerId)) return [];
    const who = versionInForce(versions, at)?.program.enrolment.who;
    const member = members.get(customer.customerId);
    if (!member && who !== 'account_holders') return [];
    const joinedAt = member?.joinedAt ?? at;
    return [{ customer, joinedAt, emailHash: emailHashOf(shop, customer) }];
  });
  const { changed } = await ensureMembers(sql, shop.id, enrolments);
  const kept = [...members.values()].filter(({ memberId }) => renamedAliases.includes(memberId));
  const claimers = [...changed, ...kept].map((member) => ({
    member,
    customerIds: [member.customerId],
  }));
  await claimOrders(sql, shop, claimers, now);
  return new Set([...renamed, ...changed.map((member) => member.customerId)]);
}

/** Customers who were merged into members, with the address that was proven to be theirs. */
function aliasesOf(
  shop: SettlingShop,
  proven: readonly CustomerNews[],
  merged: ReadonlyMap<CustomerId, CustomerId>,
  members: ReadonlyMap<CustomerId, EnrolledMember>,
): NewAlias[] {
  return proven.flatMap(({ customer }) => {
    const kept = merged.get(customer.customerId);
    const memberId = kept && members.get(kept)?.memberId;
    const emailHash = emailHashOf(shop, customer);
    if (memberId === undefined || emailHash === null) return [];
    return [{ customerId: customer.customerId, memberId, emailHash }];
  });
}
