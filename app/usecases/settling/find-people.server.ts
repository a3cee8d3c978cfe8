import { resolveCustomers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import {
  type EnrolledMember,
  ensureAliases,
  ensureMembers,
  type Enrolment,
  findMembers,
  findMembersById,
  type NewAlias,
} from '#app/db/members/enrolment.server.ts';
import { type Claimant, hashContact } from '#app/db/orders/guest-orders.server.ts';
import { listOrderTies } from '#app/db/orders/order-lookups.server.ts';
import type { CustomerId, MemberId } from '#app/loyalty/ids.ts';
import { enrolmentBy } from '#app/loyalty/earning/judge-order.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

import type { SettlingShop } from './order-change.server.ts';

/** A member of whom something is new that orders may be claimed by. */
export interface Claimer {
  readonly member: EnrolledMember;
  /** Her own customer, and those who became her by a merge. */
  readonly customerIds: readonly CustomerId[];
}

/** The members whom orders concern. */
export interface People {
  /** Who customers have become by merging. */
  readonly merged: ReadonlyMap<CustomerId, CustomerId>;
  readonly members: ReadonlyMap<CustomerId, EnrolledMember>;
  readonly byId: ReadonlyMap<MemberId, EnrolledMember>;
  /** Everybody concerned, to be locked. */
  readonly memberIds: readonly MemberId[];
  /** Those of whom something is new that orders may be claimed by. */
  readonly claimants: readonly Claimant[];
}

/** Enrols the buyers of orders as the program says, and finds everybody whom these concern. */
export async function findPeople(
  sql: Sql,
  shop: SettlingShop,
  versions: readonly ProgramVersion[],
  reads: readonly ReadOrder[],
  claimers: readonly Claimer[],
): Promise<People> {
  const customerIds = [...new Set(reads.flatMap(({ fact }) => fact.customerId ?? []))];
  const orderIds = reads.map((read) => read.fact.orderId);
  const ties = await listOrderTies(sql, shop.id, orderIds);
  const named = [...new Set([...customerIds, ...ties.customerIds])];
  const merged = await resolveCustomers(sql, shop.id, named);
  const becomes = (customerId: CustomerId) => merged.get(customerId) ?? customerId;
  const enrolled = await ensureMembers(sql, shop.id, enrolmentsOf(shop, versions, reads, becomes));
  const others = customerIds.map(becomes).filter((id) => !enrolled.members.has(id));
  const members = new Map([...enrolled.members, ...(await findMembers(sql, shop.id, others))]);
  for (const { member } of claimers) members.set(member.customerId, member);
  const aliases = aliasesOf(shop, reads, becomes, members);
  const known = new Set(await ensureAliases(sql, shop.id, aliases));
  const renamed = [...members.values()].filter((member) => known.has(member.memberId));
  const claimed = await findMembersById(sql, shop.id, ties.claimedBy);
  const byId = new Map(
    [...claimed, ...members.values()].map((member) => [member.memberId, member]),
  );
  return {
    merged,
    members,
    byId,
    memberIds: [...byId.keys(), ...ties.memberIds],
    claimants: [
      ...[...enrolled.changed, ...renamed].map(({ memberId, customerId }) => ({
        memberId,
        customerIds: [customerId],
      })),
      ...claimers.map(({ member, customerIds: hers }) => ({
        memberId: member.memberId,
        customerIds: hers,
      })),
    ],
  };
}

function enrolmentsOf(
  shop: SettlingShop,
  versions: readonly ProgramVersion[],
  reads: readonly ReadOrder[],
  becomes: (customerId: CustomerId) => CustomerId,
): Enrolment[] {
  return reads.flatMap(({ fact, customer }): Enrolment[] => {
    if (!customer) return [];
    const who = enrolmentBy(fact, versions, shop);
    const enrols = who === 'every_buyer' || (who === 'account_holders' && customer.verifiedEmail);
    if (!enrols) return [];
    const kept = becomes(customer.customerId);
    return [
      {
        // What a late state says of somebody who was merged is not said of the one she became.
        customer: kept === customer.customerId ? customer : withoutDetails(kept),
        joinedAt: new Date(fact.processedAt),
        emailHash: kept === customer.customerId ? emailHashOf(shop, customer) : null,
      },
    ];
  });
}

/** Customers who were merged into members, with the address that was proven to be theirs. */
function aliasesOf(
  shop: SettlingShop,
  reads: readonly ReadOrder[],
  becomes: (customerId: CustomerId) => CustomerId,
  members: ReadonlyMap<CustomerId, EnrolledMember>,
): NewAlias[] {
  return reads.flatMap(({ customer }) => {
    if (!customer || becomes(customer.customerId) === customer.customerId) return [];
    const emailHash = emailHashOf(shop, customer);
    const memberId = members.get(becomes(customer.customerId))?.memberId;
    if (emailHash === null || memberId === undefined) return [];
    return [{ customerId: customer.customerId, memberId, emailHash }];
  });
}

/** Hash of an e-mail address that is proven to be a customer's; null where none is. */
export function emailHashOf(
  shop: Pick<SettlingShop, 'contactKey'>,
  { email, verifiedEmail }: Pick<CustomerDetails, 'email' | 'verifiedEmail'>,
): string | null {
  return email !== null && verifiedEmail ? hashContact(shop.contactKey, email) : null;
}

/** Names a customer of whom nothing else is said, so that nothing of her is changed. */
export function withoutDetails(customerId: CustomerId): CustomerDetails {
  return {
    customerId,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    locale: null,
    verifiedEmail: false,
  };
}
