import { createHash } from 'node:crypto';

import { lockAccounts } from '#app/db/accounts.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { listDeletedOrders } from '#app/db/deleted-orders.server.ts';
import { listOrderFacts, lockOrders, type StoredOrder } from '#app/db/orders.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs.server.ts';
import type { CustomerId, MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { ShopTerms } from '#app/loyalty/judge-order.ts';
import type { OrderFact, ReadOrder } from '#app/loyalty/order-fact.ts';

import { type Claimer, findOwners, type Owners, withoutDetails } from './find-owners.server.ts';
import { type OrderChange, settleChanges } from './settle-changes.server.ts';

/** The shop whose orders are settled. */
export interface SettlingShop extends ShopTerms {
  readonly id: ShopId;
  /** Under which guests' addresses are hashed. */
  readonly contactKey: string;
}

/** What became of a batch. */
export interface SettlingResult {
  /** Only the Admin API can say what is true: two states of one second differ, or the order has another customer. */
  readonly ambiguous: readonly OrderId[];
  /** Orders of which something new was learnt. */
  readonly changed: readonly OrderId[];
  readonly transfersPosted: number;
}

/**
 * Settles orders: judges each by the version in force at its time and in its place among its member's orders, compares
 * with what is posted, and posts the difference. Repeated and stale states change nothing, so any order of arrival ends
 * in the same ledger. A batch of any size is a handful of statements: missing members first, then members locked by id,
 * then orders.
 * @param sql an open transaction
 * @param orders whole states; several of one order are fine, the newest counts
 * @param now when the transfers are posted
 */
export async function settleOrders(
  sql: Sql,
  shop: SettlingShop,
  orders: readonly ReadOrder[],
  now: Date,
): Promise<SettlingResult> {
  return settleTogether(sql, shop, { orders }, now);
}

/**
 * Gives members the orders that are theirs although they were none when these were placed: what they placed before they
 * joined, and what was placed as a guest with an address that is proven to be theirs (the ledger's law 12).
 * @param sql an open transaction
 */
export async function claimOrders(
  sql: Sql,
  shop: SettlingShop,
  claimers: readonly Claimer[],
  now: Date,
): Promise<SettlingResult> {
  return settleTogether(sql, shop, { claimers }, now);
}

/**
 * Settles stored orders as they are, because something else has changed by which they are judged: a version that is in
 * force since before they were placed, a merge. Who earns for them is asked anew, too.
 * @param sql an open transaction
 */
export async function settleAgain(
  sql: Sql,
  shop: SettlingShop,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<SettlingResult> {
  const again = (await listOrderFacts(sql, shop.id, orderIds)).map((fact) => readAgain(fact));
  return settleTogether(sql, shop, { again }, now);
}

/** What is settled together; each part may be empty. */
interface Settled {
  /** Whole states, as they were read. */
  readonly orders?: readonly ReadOrder[];
  /** Members whose stored orders may be theirs now. */
  readonly claimers?: readonly Claimer[];
  /** Stored orders that are judged again. */
  readonly again?: readonly ReadOrder[];
}

async function settleTogether(
  sql: Sql,
  shop: SettlingShop,
  { orders = [], claimers = [], again = [] }: Settled,
  now: Date,
): Promise<SettlingResult> {
  if (orders.length + claimers.length + again.length === 0) {
    return { ambiguous: [], changed: [], transfersPosted: 0 };
  }
  await lockForJudging(sql, shop.id);
  const versions = await listProgramVersions(sql, shop.id);
  const { newest: reads, ambiguous } = newestOfEach(orders);
  const gone = await listDeletedOrders(
    sql,
    shop.id,
    reads.map((read) => read.fact.orderId),
  );
  const newest = reads.map((read) =>
    gone.has(read.fact.orderId) ? { ...read, fact: { ...read.fact, deleted: true } } : read,
  );
  const owners = await findOwners(sql, shop, versions, [...newest, ...again], claimers);
  const reconsidered = [...owners.claimable, ...again.map((read) => read.fact.orderId)];
  const ids = [...new Set([...newest.map((read) => read.fact.orderId), ...reconsidered])];
  const { accounts, stored } = await lockEverything(sql, shop.id, owners.memberIds, ids);

  const changes: OrderChange[] = [];
  for (const read of newest) {
    const known = stored.get(read.fact.orderId) ?? unknownOrder(read.fact.orderId);
    const change = changeBy(read, known, owners);
    if (change === 'ambiguous') ambiguous.add(known.orderId);
    else if (change) changes.push(change);
  }
  const taken = new Set(changes.map((change) => change.fact.orderId));
  for (const orderId of new Set(reconsidered)) {
    const known = stored.get(orderId);
    if (known?.fact && !taken.has(orderId)) changes.push(changeOfOwner(known, known.fact, owners));
  }
  const transfersPosted = await settleChanges(sql, { shop, versions, accounts, now }, changes);
  return {
    ambiguous: [...ambiguous],
    changed: changes.map((change) => change.fact.orderId),
    transfersPosted,
  };
}

/**
 * Locks members, then orders, each by id.
 * @throws TransactionConflict when an order has gone over to a member whom this transaction has not locked
 */
async function lockEverything(
  sql: Sql,
  shopId: ShopId,
  memberIds: readonly MemberId[],
  orderIds: readonly OrderId[],
) {
  const accounts = await lockAccounts(sql, shopId, [...new Set(memberIds)]);
  const stored = await lockOrders(sql, shopId, orderIds);
  for (const { memberId } of stored.values()) {
    if (memberId !== null && !accounts.has(memberId)) {
      throw new TransactionConflict('an order went over to another member meanwhile');
    }
  }
  return { accounts, stored };
}

/** Of several states of one order the newest; the order is ambiguous where two are equally new and differ. */
function newestOfEach(orders: readonly ReadOrder[]) {
  const newestById = new Map<OrderId, ReadOrder>();
  const ambiguous = new Set<OrderId>();
  for (const read of orders) {
    const { orderId, updatedAt } = read.fact;
    const best = newestById.get(orderId);
    if (!best || updatedAt > best.fact.updatedAt) {
      newestById.set(orderId, read);
      ambiguous.delete(orderId);
    } else if (updatedAt === best.fact.updatedAt && hashOf(read.fact) !== hashOf(best.fact)) {
      if (read.source === 'api') newestById.set(orderId, read);
      else if (best.source !== 'api') ambiguous.add(orderId);
    }
  }
  const newest = [...newestById.values()].filter((read) => !ambiguous.has(read.fact.orderId));
  return { newest, ambiguous };
}

/** What a state that was read changes about what is stored; null where it changes nothing. */
function changeBy(
  read: ReadOrder,
  stored: StoredOrder,
  owners: Owners,
): OrderChange | 'ambiguous' | null {
  const contentHash = hashOf(read.fact);
  switch (compareAge(read, contentHash, stored)) {
    case 'ambiguous':
      return 'ambiguous';
    case 'newer': {
      if (read.source === 'webhook' && changesHands(read.fact, stored, owners)) return 'ambiguous';
      const chargedBack = read.chargedBack === 'unknown' ? stored.chargedBack : read.chargedBack;
      return {
        ...{ fact: read.fact, contentHash, stored, chargedBack },
        ...ownership(read.fact, stored, owners),
      };
    }
    case 'known':
      if (read.chargedBack === 'unknown' || read.chargedBack === stored.chargedBack) return null;
      return { ...unchanged(stored, read.fact), chargedBack: read.chargedBack };
    case 'stale':
      return olderTrack(read.fact, stored, owners);
  }
}

/**
 * Only a whole order replaces a whole order, by `updated_at`, whose seconds are coarse: with the same time and other
 * content the Admin API decides, and what it answers is taken.
 */
function compareAge(
  read: ReadOrder,
  contentHash: string,
  stored: StoredOrder,
): 'newer' | 'known' | 'stale' | 'ambiguous' {
  if (!stored.fact) return 'newer';
  if (contentHash === stored.contentHash) return 'known';
  if (stored.fact.deleted && !read.fact.deleted) return 'stale';
  if (read.fact.updatedAt > stored.fact.updatedAt) return 'newer';
  if (read.fact.updatedAt < stored.fact.updatedAt) return 'stale';
  return read.source === 'api' ? 'newer' : 'ambiguous';
}

/** Another customer: Shopify must be asked whether the one before still exists, or became the new one by a merge. */
function changesHands(fact: OrderFact, { fact: before }: StoredOrder, owners: Owners): boolean {
  const from = before?.customerId ?? null;
  if (from === null || fact.customerId === null) return false;
  return owners.becomes(from) !== owners.becomes(fact.customerId);
}

/** An order keeps the track of the customer it was placed for, also when she is merged into another. */
function trackOf(
  fact: OrderFact,
  stored: StoredOrder,
  owners: Owners,
): { track: CustomerId | null; trackKnownAt: string } {
  const { track, trackKnownAt } = stored;
  const stays =
    track !== null &&
    trackKnownAt !== null &&
    (fact.customerId === null || owners.becomes(track) === owners.becomes(fact.customerId));
  if (stays) return { track, trackKnownAt };
  return { track: fact.customerId, trackKnownAt: fact.updatedAt };
}

/** A state from before a merge that comes late tells for whom the order was placed. */
function olderTrack(fact: OrderFact, stored: StoredOrder, owners: Owners): OrderChange | null {
  const { track, trackKnownAt, fact: newest } = stored;
  if (!newest || track === null || trackKnownAt === null || fact.customerId === null) return null;
  if (fact.customerId === track || fact.updatedAt >= trackKnownAt) return null;
  if (owners.becomes(fact.customerId) !== owners.becomes(track)) return null;
  return { ...unchanged(stored, newest), track: fact.customerId, trackKnownAt: fact.updatedAt };
}

/** A stored order as a reader would give it. What it said of persons is not kept with it. */
function readAgain(fact: OrderFact): ReadOrder {
  const customer = fact.customerId === null ? null : withoutDetails(fact.customerId);
  return { fact, customer, guest: null, source: 'api', chargedBack: 'unknown' };
}

function changeOfOwner(stored: StoredOrder, fact: OrderFact, owners: Owners): OrderChange {
  return { ...unchanged(stored, fact), ...ownership(fact, stored, owners) };
}

function ownership(fact: OrderFact, stored: StoredOrder, owners: Owners) {
  const { claimer, ...owner } = owners.ownerOf(fact, stored);
  if (claimer === null) return { ...owner, ...trackOf(fact, stored, owners) };
  return { ...owner, track: claimer, trackKnownAt: fact.updatedAt };
}

/** A stored order as it is: to be judged again, or with one thing changed. */
export function unchanged(stored: StoredOrder, fact: OrderFact): OrderChange {
  return {
    fact,
    contentHash: stored.contentHash ?? hashOf(fact),
    stored,
    memberId: stored.memberId,
    claimedAt: stored.claimedAt,
    track: stored.track,
    trackKnownAt: stored.trackKnownAt ?? fact.updatedAt,
    chargedBack: stored.chargedBack,
    contactHashes: [],
  };
}

function unknownOrder(orderId: OrderId): StoredOrder {
  return {
    orderId,
    memberId: null,
    fact: null,
    contentHash: null,
    settledPoints: 0,
    nextOrdinal: 0,
    chainAt: 0,
    track: null,
    trackKnownAt: null,
    claimedAt: null,
    claimedBy: null,
    chargedBack: false,
    receipt: null,
  };
}

function hashOf(fact: OrderFact): string {
  return createHash('sha256').update(JSON.stringify(fact)).digest('base64');
}
