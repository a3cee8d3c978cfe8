import { createHash } from 'node:crypto';

import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { lockAccounts, postTransfers } from '#app/db/ledger.server.ts';
import { ensureMembers } from '#app/db/members.server.ts';
import {
  type SettledOrder,
  type StoredOrder,
  insertOrders,
  listOrderMembers,
  lockOrders,
  updateOrders,
} from '#app/db/orders.server.ts';
import { listProgramVersions } from '#app/db/programs.server.ts';
import type { CustomerId, MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import { type ShopTerms, enrols, judgeOrder } from '#app/loyalty/judge-order.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';

import { type Settlement, planTransfers } from './plan-transfers.server.ts';

/** The shop whose orders are settled. */
export interface SettlingShop extends ShopTerms {
  readonly id: ShopId;
}

/** What became of a batch. */
export interface SettlingResult {
  /** Same `updated_at` as what is stored, other content: only the Admin API can say which is newer. */
  readonly ambiguous: readonly OrderId[];
  readonly transfersPosted: number;
}

/** An order that is newer than what is stored, with its judgement. */
interface NewerOrder {
  readonly read: ReadOrder;
  readonly contentHash: string;
  readonly receipt: OrderReceipt;
  readonly stored: StoredOrder;
}

/**
 * Settles orders: judges each by the version in force at its time, compares with what is posted, and posts the
 * difference. Repeated and stale states change nothing, so any order of arrival ends in the same ledger.
 * A batch of any size is a handful of statements: missing members first, then members locked by id, then orders.
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
  if (orders.length === 0) return { ambiguous: [], transfersPosted: 0 };
  const { newest, ambiguous } = newestOfEach(orders);
  const versions = await listProgramVersions(sql, shop.id);
  const judged = newest.map((read) => ({
    read,
    contentHash: hashOf(read),
    receipt: judgeOrder(read.fact, versions, shop),
  }));
  const memberByCustomer = await enrol(sql, shop.id, judged);
  const orderIds = judged.map(({ read }) => read.fact.orderId);
  const formerMembers = await listOrderMembers(sql, shop.id, orderIds);
  const accounts = await lockAccounts(sql, shop.id, [
    ...memberByCustomer.values(),
    ...formerMembers,
  ]);
  const stored = await lockOrders(sql, shop.id, orderIds);

  const newer: NewerOrder[] = [];
  for (const each of judged) {
    const known = stored.get(each.read.fact.orderId) ?? unknownOrder(each.read.fact.orderId);
    const age = compareAge(each.read, each.contentHash, known);
    if (age === 'newer') newer.push({ ...each, stored: known });
    if (age === 'ambiguous') ambiguous.add(known.orderId);
  }
  const settlements = newer.map((each) => settlementOf(each, memberByCustomer));
  // Before anything is posted: should another transaction have come to know one of them, this one begins anew.
  const settled = newer.map((each, index) => settledOrder(each, settlements[index]));
  const isKnown = (order: SettledOrder) => stored.has(order.fact.orderId);
  await insertOrders(
    sql,
    shop.id,
    settled.filter((order) => !isKnown(order)),
  );
  await updateOrders(sql, shop.id, settled.filter(isKnown));
  const plan = await planTransfers(sql, shop.id, settlements, accounts);
  await postTransfers(sql, shop.id, plan, now);
  const touched = [...new Set(settlements.flatMap((each) => each.touched))];
  await queueEffects(sql, shop.id, 'member-summary', touched, now);
  return { ambiguous: [...ambiguous], transfersPosted: plan.transfers.length };
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
    } else if (updatedAt === best.fact.updatedAt && hashOf(read) !== hashOf(best)) {
      if (read.source === 'api') newestById.set(orderId, read);
      else if (best.source !== 'api') ambiguous.add(orderId);
    }
  }
  const newest = [...newestById.values()].filter((read) => !ambiguous.has(read.fact.orderId));
  return { newest, ambiguous };
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

function unknownOrder(orderId: OrderId): StoredOrder {
  return {
    orderId,
    memberId: null,
    fact: null,
    contentHash: null,
    settledPoints: 0,
    nextOrdinal: 0,
  };
}

async function enrol(
  sql: Sql,
  shopId: ShopId,
  judged: readonly { read: ReadOrder; receipt: OrderReceipt }[],
): Promise<Map<CustomerId, MemberId>> {
  const enrolments = judged.flatMap(({ read, receipt }) =>
    enrols(receipt) && read.customer
      ? [{ customer: read.customer, joinedAt: new Date(read.fact.processedAt) }]
      : [],
  );
  return ensureMembers(sql, shopId, enrolments);
}

function settlementOf(
  { read, receipt, stored }: NewerOrder,
  memberByCustomer: ReadonlyMap<CustomerId, MemberId>,
): Settlement & { touched: MemberId[] } {
  const memberId =
    enrols(receipt) && read.fact.customerId !== null
      ? (memberByCustomer.get(read.fact.customerId) ?? null)
      : null;
  const touched = [memberId, stored.memberId].filter((id) => id !== null);
  return {
    orderId: read.fact.orderId,
    receipt: { ...receipt, pointsBefore: stored.settledPoints },
    memberId,
    formerMemberId: stored.memberId,
    points: memberId === null ? 0 : receipt.points,
    pointsBefore: stored.settledPoints,
    ordinal: stored.nextOrdinal,
    openedAt: new Date(read.fact.processedAt),
    occurredAt: new Date(stored.fact ? read.fact.updatedAt : read.fact.processedAt),
    touched,
  };
}

function settledOrder(
  { read, contentHash, stored }: NewerOrder,
  settlement: Settlement | undefined,
): SettledOrder {
  if (!settlement) throw new Error('an order was judged but not planned');
  const posted =
    settlement.points !== settlement.pointsBefore ||
    settlement.memberId !== settlement.formerMemberId;
  return {
    fact: read.fact,
    contentHash,
    memberId: settlement.memberId,
    receipt: settlement.receipt,
    settledPoints: settlement.points,
    nextOrdinal: stored.nextOrdinal + (posted ? 1 : 0),
  };
}

function hashOf(read: ReadOrder): string {
  return createHash('sha256').update(JSON.stringify(read.fact)).digest('base64');
}
