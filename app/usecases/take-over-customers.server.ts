import type { Sql } from '#app/db/database.server.ts';
import { ensureMembers, findMembers } from '#app/db/enrolment.server.ts';
import { updateMemberDetails } from '#app/db/members.server.ts';
import { listProgramVersions } from '#app/db/programs.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/order-fact.ts';
import { versionInForce } from '#app/loyalty/program.ts';

import { emailHashOf } from './settling/find-people.server.ts';
import { claimOrders } from './settle-orders.server.ts';
import type { SettlingShop } from './settling/order-change.server.ts';

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
  const renamed = await updateMemberDetails(
    sql,
    shop.id,
    newest.map((each) => each.customer),
  );
  const proven = newest.filter(({ customer }) => emailHashOf(shop, customer) !== null);
  if (proven.length === 0) return new Set(renamed);
  const versions = await listProgramVersions(sql, shop.id);
  const customerIds = proven.map(({ customer }) => customer.customerId);
  const members = await findMembers(sql, shop.id, customerIds);
  const enrolments = proven.flatMap(({ customer, at }) => {
    const who = versionInForce(versions, at)?.program.enrolment.who;
    const member = members.get(customer.customerId);
    if (!member && who !== 'account_holders') return [];
    const joinedAt = member?.joinedAt ?? at;
    return [{ customer, joinedAt, emailHash: emailHashOf(shop, customer) }];
  });
  const { changed } = await ensureMembers(sql, shop.id, enrolments);
  const claimers = changed.map((member) => ({ member, customerIds: [member.customerId] }));
  await claimOrders(sql, shop, claimers, now);
  return new Set([...renamed, ...changed.map((member) => member.customerId)]);
}
