import { resolveCustomers } from '#app/db/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import {
  type EnrolledMember,
  ensureAliases,
  ensureMembers,
  type Enrolment,
  findMembers,
  findMembersByEmailHash,
  findMembersById,
  type NewAlias,
} from '#app/db/enrolment.server.ts';
import {
  type Claimant,
  hashContact,
  listClaimable,
  listContactsOf,
} from '#app/db/guest-orders.server.ts';
import { listOrderTies, type StoredOrder } from '#app/db/orders.server.ts';
import type { CustomerId, MemberId, OrderId } from '#app/loyalty/ids.ts';
import { enrolmentBy } from '#app/loyalty/judge-order.ts';
import type { CustomerDetails, OrderFact, ReadOrder } from '#app/loyalty/order-fact.ts';
import { ownershipOf } from '#app/loyalty/ownership.ts';
import type { ProgramVersion } from '#app/loyalty/program.ts';

import type { SettlingShop } from './settle-orders.server.ts';

/** Who earns for an order, and since when where she claimed it. */
export interface Ownership {
  readonly memberId: MemberId | null;
  readonly claimedAt: string | null;
  /** The customer who claimed an order that names none: it is judged in her context. */
  readonly claimer: CustomerId | null;
  /** By what it can still be claimed; nothing where somebody earns for it. */
  readonly contactHashes: readonly string[];
}

/** Who earns for orders. */
export interface Owners {
  /** Everybody concerned, to be locked. */
  readonly memberIds: readonly MemberId[];
  /** Stored orders that somebody may claim now. */
  readonly claimable: readonly OrderId[];
  /** Who a customer has become by merging: herself, if nobody else. */
  becomes(customerId: CustomerId): CustomerId;
  ownerOf(fact: OrderFact, stored: StoredOrder): Ownership;
}

/** A member of whom something is new that orders may be claimed by. */
export interface Claimer {
  readonly member: EnrolledMember;
  /** Her own customer, and those who became her by a merge. */
  readonly customerIds: readonly CustomerId[];
}

/**
 * Finds out who earns for orders: enrols buyers as the program says, follows merges, and matches orders without a
 * customer with members by their proven e-mail address.
 * @param reads the newest states of different orders
 * @param claimers whose stored orders are to be looked at too, beside those who are enrolled by these
 */
export async function findOwners(
  sql: Sql,
  shop: SettlingShop,
  versions: readonly ProgramVersion[],
  reads: readonly ReadOrder[],
  claimers: readonly Claimer[],
): Promise<Owners> {
  const customerIds = [...new Set(reads.flatMap(({ fact }) => fact.customerId ?? []))];
  const orderIds = reads.map((read) => read.fact.orderId);
  const ties = await listOrderTies(sql, shop.id, orderIds);
  const named = [...new Set([...customerIds, ...ties.customerIds])];
  const merged = await resolveCustomers(sql, shop.id, named);
  const becomes = (customerId: CustomerId) => merged.get(customerId) ?? customerId;
  const enrolled = await ensureMembers(sql, shop.id, enrolmentsOf(shop, versions, reads, becomes));
  const others = customerIds.map(becomes).filter((id) => !enrolled.members.has(id));
  const members = new Map([...enrolled.members, ...(await findMembers(sql, shop.id, others))]);
  const claimed = await findMembersById(sql, shop.id, ties.claimedBy);
  for (const { member } of claimers) members.set(member.customerId, member);
  const aliases = aliasesOf(shop, reads, becomes, members);
  const known = new Set(await ensureAliases(sql, shop.id, aliases));
  const renamed = [...members.values()].filter((member) => known.has(member.memberId));

  const guests = new Map(reads.map((read) => [read.fact.orderId, contactHashesOf(shop, read)]));
  const claimable = await listClaimable(sql, shop.id, [
    ...[...enrolled.changed, ...renamed].map((member) =>
      claimantOf({ member, customerIds: [member.customerId] }),
    ),
    ...claimers.map(claimantOf),
  ]);
  const claimableTies = await listOrderTies(sql, shop.id, claimable);
  for (const [from, to] of await resolveCustomers(sql, shop.id, claimableTies.customerIds)) {
    merged.set(from, to);
  }
  const kept = [...claimable, ...orderIds];
  for (const [orderId, hashes] of await listContactsOf(sql, shop.id, kept)) {
    guests.set(orderId, [...new Set([...(guests.get(orderId) ?? []), ...hashes])]);
  }
  const hashes = [...new Set([...guests.values()].flat())];
  const byHash = new Map(
    (await findMembersByEmailHash(sql, shop.id, hashes)).map((member) => [
      member.emailHash,
      member,
    ]),
  );
  const byId = new Map(
    [...claimed, ...members.values()].map((member) => [member.memberId, member]),
  );
  const claimant = (contactHashes: readonly string[]): EnrolledMember | undefined =>
    contactHashes.map((hash) => byHash.get(hash)).find((member) => member !== undefined);

  return {
    memberIds: [
      ...byId.keys(),
      ...[...byHash.values()].map((member) => member.memberId),
      ...ties.memberIds,
      ...claimableTies.memberIds,
    ],
    claimable,
    becomes,
    ownerOf(fact, stored) {
      const contactHashes = fact.customerId === null ? (guests.get(fact.orderId) ?? []) : [];
      if (fact.customerId === null && stored.claimedBy !== null && !byId.has(stored.claimedBy)) {
        return {
          memberId: stored.claimedBy,
          claimedAt: stored.claimedAt,
          claimer: stored.track,
          contactHashes: [],
        };
      }
      const member =
        fact.customerId === null
          ? ((stored.claimedBy && byId.get(stored.claimedBy)) ?? claimant(contactHashes))
          : members.get(becomes(fact.customerId));
      const ownership = member && ownershipOf(fact, member.joinedAt, versions);
      if (!ownership) return { memberId: null, claimedAt: null, claimer: null, contactHashes };
      return {
        memberId: member.memberId,
        claimedAt: ownership.claimedAt,
        claimer: fact.customerId === null ? member.customerId : null,
        contactHashes: [],
      };
    },
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

function contactHashesOf(shop: SettlingShop, { guest }: ReadOrder): string[] {
  if (!guest) return [];
  return [guest.email, guest.phone]
    .filter((contact) => contact !== null)
    .map((contact) => hashContact(shop.contactKey, contact));
}

function claimantOf({ member, customerIds }: Claimer): Claimant {
  return { memberId: member.memberId, customerIds };
}
