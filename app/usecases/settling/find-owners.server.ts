import { resolveCustomers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import {
  type EnrolledMember,
  findMembers,
  findMembersByEmailHash,
  findMembersById,
} from '#app/db/members/enrolment.server.ts';
import {
  type Claimant,
  hashContact,
  listClaimable,
  listContactsOf,
} from '#app/db/orders/guest-orders.server.ts';
import { listOrderTies } from '#app/db/orders/order-lookups.server.ts';
import { type StoredOrder } from '#app/db/orders/orders.server.ts';
import type { CustomerId, MemberId, OrderId } from '#app/loyalty/ids.ts';
import type { OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { ownershipOf } from '#app/loyalty/orders/ownership.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';

import { type Claimer, findPeople, type People } from './find-people.server.ts';
import type { SettlingShop } from './order-change.server.ts';

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
  const people = await findPeople(sql, shop, versions, reads, claimers);
  const claims = await findClaims(sql, shop, reads, people.claimants);
  const becomes = (customerId: CustomerId) =>
    people.merged.get(customerId) ?? claims.merged.get(customerId) ?? customerId;
  const memberOf = (customerId: CustomerId) =>
    people.members.get(customerId) ?? claims.members.get(customerId);
  const ownerOf = (fact: OrderFact, stored: StoredOrder): Ownership => {
    const contactHashes = fact.customerId === null ? claims.contactHashes(fact.orderId) : [];
    const claimer = claimerOf(stored, people, claims, claims.claimant(contactHashes));
    const member = fact.customerId === null ? claimer?.member : memberOf(becomes(fact.customerId));
    const ownership = member && ownershipOf(fact, member.joinedAt, versions);
    if (!ownership) return { memberId: null, claimedAt: null, claimer: null, contactHashes };
    return {
      memberId: member.memberId,
      claimedAt: ownership.claimedAt,
      claimer: fact.customerId === null ? (claimer?.customerId ?? null) : null,
      contactHashes: [],
    };
  };
  const memberIds = [...people.memberIds, ...claims.memberIds];
  return { memberIds, claimable: claims.claimable, becomes, ownerOf };
}

/** Who has claimed a stored order, or may claim it now, and as which customer she did. */
function claimerOf(
  stored: StoredOrder,
  people: People,
  claims: Claims,
  claimant: EnrolledMember | undefined,
): { member: EnrolledMember; customerId: CustomerId } | undefined {
  const { claimedBy } = stored;
  const member =
    claimedBy === null ? undefined : (people.byId.get(claimedBy) ?? claims.claimers.get(claimedBy));
  if (member) return { member, customerId: stored.track ?? member.customerId };
  return claimant && { member: claimant, customerId: claimant.customerId };
}

/** Stored orders that may be claimed, and by whom. */
interface Claims {
  readonly claimable: readonly OrderId[];
  readonly merged: ReadonlyMap<CustomerId, CustomerId>;
  /** Whom these orders name: one that was a guest's may have a customer by now. */
  readonly members: ReadonlyMap<CustomerId, EnrolledMember>;
  readonly memberIds: readonly MemberId[];
  /** Who has claimed some of them already: a claim stays. */
  readonly claimers: ReadonlyMap<MemberId, EnrolledMember>;
  contactHashes(orderId: OrderId): readonly string[];
  /** The member who has proven one of these addresses to be hers. */
  claimant(contactHashes: readonly string[]): EnrolledMember | undefined;
}

async function findClaims(
  sql: Sql,
  shop: SettlingShop,
  reads: readonly ReadOrder[],
  claimants: readonly Claimant[],
): Promise<Claims> {
  const claimable = await listClaimable(sql, shop.id, claimants);
  const ties = await listOrderTies(sql, shop.id, claimable);
  const guestOrders = reads.filter(({ fact }) => fact.customerId === null);
  const hashes = new Map(guestOrders.map((read) => [read.fact.orderId, hashesOf(shop, read)]));
  const kept = [...claimable, ...guestOrders.map((read) => read.fact.orderId)];
  for (const [orderId, known] of await listContactsOf(sql, shop.id, kept)) {
    hashes.set(orderId, [...new Set([...(hashes.get(orderId) ?? []), ...known])]);
  }
  const wanted = [...new Set([...hashes.values()].flat())];
  const proven = await findMembersByEmailHash(sql, shop.id, wanted);
  const byHash = new Map(proven.map((member) => [member.emailHash, member]));
  const merged = await resolveCustomers(sql, shop.id, ties.customerIds);
  const named = ties.customerIds.map((id) => merged.get(id) ?? id);
  const claimers = await findMembersById(sql, shop.id, ties.claimedBy);
  return {
    claimable,
    merged,
    claimers: new Map(claimers.map((member) => [member.memberId, member])),
    members: await findMembers(sql, shop.id, named),
    memberIds: [...proven.map((member) => member.memberId), ...ties.memberIds],
    contactHashes: (orderId) => hashes.get(orderId) ?? [],
    claimant: (contacts) => contacts.map((hash) => byHash.get(hash)).find(Boolean),
  };
}

function hashesOf(shop: SettlingShop, { guest }: ReadOrder): string[] {
  return [guest?.email, guest?.phone]
    .filter((contact) => contact !== null && contact !== undefined)
    .map((contact) => hashContact(shop.contactKey, contact));
}
