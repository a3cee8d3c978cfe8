import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { listDeletedOrders } from '#app/db/orders/deleted-orders.server.ts';
import { listOrderFacts } from '#app/db/orders/order-lookups.server.ts';
import { lockOrders } from '#app/db/orders/orders.server.ts';
import { listProgramVersions, lockForJudging } from '#app/db/programs/programs.server.ts';
import type { MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import {
  changeBy,
  changeOfOwner,
  newestOfEach,
  unknownOrder,
  wavesOf,
} from './compare-states.server.ts';
import { findOwners } from './find-owners.server.ts';
import { type Claimer, withoutDetails } from './find-people.server.ts';
import type { SettlingShop } from './order-change.server.ts';
import { readAnew } from './read-anew.server.ts';
import { type ConsideredOrder, recordTraits } from './record-traits.server.ts';
import { settleChanges } from './settle-changes.server.ts';

/** What became of a batch. */
export interface SettlingResult {
  /**
   * Only the Admin API can say what is true: two states of one second differ, the order has another customer, or the
   * program asks something of it that its body does not tell.
   */
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
  const results: SettlingResult[] = [];
  for (const wave of wavesOf(orders)) {
    results.push(await settleTogether(sql, shop, { orders: wave }, now));
  }
  return {
    ambiguous: [...new Set(results.flatMap((result) => result.ambiguous))],
    changed: [...new Set(results.flatMap((result) => result.changed))],
    transfersPosted: results.reduce((sum, result) => sum + result.transfersPosted, 0),
  };
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
  // The older ones too, for whom they name: each has the same part in what follows, whether it came alone or with others.
  const owners = await findOwners(sql, shop, versions, [...orders, ...newest, ...again], claimers);
  const reconsidered = [...owners.claimable, ...again.map((read) => read.fact.orderId)];
  const ids = [...new Set([...newest.map((read) => read.fact.orderId), ...reconsidered])];
  const { accounts, stored } = await lockEverything(sql, shop.id, owners.memberIds, ids);

  const considered: ConsideredOrder[] = [];
  const statesOf = Map.groupBy(orders, (read) => read.fact.orderId);
  for (const read of newest) {
    const known = stored.get(read.fact.orderId) ?? unknownOrder(read.fact.orderId);
    const change = changeBy(read, statesOf.get(known.orderId) ?? [], known, owners);
    if (change === 'ambiguous') ambiguous.add(known.orderId);
    else considered.push({ stored: known, change, read });
  }
  const taken = new Set(
    considered.flatMap(({ stored: { orderId }, change }) => (change ? [orderId] : [])),
  );
  for (const orderId of new Set(reconsidered)) {
    const known = stored.get(orderId);
    if (!known?.fact || taken.has(orderId)) continue;
    considered.push({
      stored: known,
      change: changeOfOwner(known, known.fact, owners),
      read: null,
    });
  }
  const { changes, lacking } = await recordTraits(sql, shop.id, versions, considered, now);
  for (const orderId of lacking.ofWebhooks) ambiguous.add(orderId);
  await readAnew(sql, shop.id, versions, lacking.overtaken, now);
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

/** A stored order as a reader would give it. What it said of persons is not kept with it. */
function readAgain(fact: OrderFact): ReadOrder {
  const customer = fact.customerId === null ? null : withoutDetails(fact.customerId);
  return { fact, customer, guest: null, source: 'api', chargedBack: 'unknown' };
}
