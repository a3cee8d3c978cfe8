import type { StoredOrder } from '#app/db/orders/orders.server.ts';
import { trackOf, withNamed } from '#app/loyalty/orders/chain.ts';
import type { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import type { OrderFact, ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type { Owners } from './find-owners.server.ts';
import { hashOf, type OrderChange, unchanged } from './order-change.server.ts';

/**
 * For whom an order was placed is only in a state of that time, and makes a member of her and the order's track. So where
 * a batch brings states of one order that name different customers, these are settled one after the other, the oldest
 * first, as if they had come by themselves. Nearly every batch is one wave.
 */
export function wavesOf(orders: readonly ReadOrder[]): ReadOrder[][] {
  const waves: ReadOrder[][] = [];
  for (const states of Map.groupBy(orders, (read) => read.fact.orderId).values()) {
    let wave = 0;
    let before: CustomerId | null | undefined;
    for (const read of states.length > 1 ? states.toSorted(byAge) : states) {
      const { customerId } = read.fact;
      if (before !== undefined && customerId !== before) wave += 1;
      before = customerId;
      (waves[wave] ??= []).push(read);
    }
  }
  return waves;
}

/** The oldest state first; for sorting. */
export function byAge({ fact: one }: ReadOrder, { fact: other }: ReadOrder): number {
  if (one.updatedAt === other.updatedAt) return 0;
  return one.updatedAt < other.updatedAt ? -1 : 1;
}

/** Of several states of one order the newest; the order is ambiguous where two are equally new and differ. */
export function newestOfEach(orders: readonly ReadOrder[]) {
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

/**
 * What a state that was read changes about what is stored; null where it changes nothing.
 * @param states all that were read of the order: an older one may name another customer
 */
export function changeBy(
  read: ReadOrder,
  states: readonly ReadOrder[],
  stored: StoredOrder,
  owners: Owners,
): OrderChange | 'ambiguous' | null {
  const contentHash = hashOf(read.fact);
  const named = states.reduce((all, { fact }) => withNamed(all, fact), stored.named);
  switch (compareAge(read, contentHash, stored)) {
    case 'ambiguous':
      return 'ambiguous';
    case 'newer': {
      if (read.source === 'webhook' && changesHands(read.fact, stored, owners)) return 'ambiguous';
      const chargedBack = read.chargedBack === 'unknown' ? stored.chargedBack : read.chargedBack;
      return {
        ...{ fact: withProducts(read.fact, stored.fact), contentHash, stored, chargedBack, named },
        traits: stored.traits,
        ...ownership(read.fact, stored, named, owners),
      };
    }
    case 'known': {
      const chargedBack = read.chargedBack === 'unknown' ? stored.chargedBack : read.chargedBack;
      return changeOfKnown(stored, { chargedBack, named }, owners);
    }
    case 'stale':
      return changeOfKnown(stored, { chargedBack: stored.chargedBack, named }, owners);
  }
}

/** A product that was deleted meanwhile is still what the line is of. */
function withProducts(fact: OrderFact, before: OrderFact | null): OrderFact {
  if (!before || fact.lines.every(({ productId }) => productId !== null)) return fact;
  const known = new Map(before.lines.map(({ lineId, productId }) => [lineId, productId]));
  const lines = fact.lines.map((line) => ({
    ...line,
    productId: line.productId ?? known.get(line.lineId) ?? null,
  }));
  return { ...fact, lines };
}

/** What is learnt of the state that is stored already: what a bank did, and for whom the order was placed. */
function changeOfKnown(
  stored: StoredOrder,
  news: Pick<OrderChange, 'chargedBack' | 'named'>,
  owners: Owners,
): OrderChange | null {
  const { fact, chargedBack, named } = stored;
  if (!fact || (news.chargedBack === chargedBack && news.named === named)) return null;
  const track = fact.customerId === null ? stored.track : trackIn(fact.customerId, news, owners);
  return { ...unchanged(stored, fact), ...news, track };
}

function trackIn(
  customerId: CustomerId,
  { named }: Pick<OrderChange, 'named'>,
  owners: Owners,
): CustomerId {
  return trackOf(customerId, named, (id) => owners.becomes(id));
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

/** A stored order for whom another may earn now. */
export function changeOfOwner(stored: StoredOrder, fact: OrderFact, owners: Owners): OrderChange {
  return { ...unchanged(stored, fact), ...ownership(fact, stored, stored.named, owners) };
}

function ownership(
  fact: OrderFact,
  stored: StoredOrder,
  named: OrderChange['named'],
  owners: Owners,
) {
  const { claimer, ...owner } = owners.ownerOf(fact, stored);
  const track = fact.customerId === null ? claimer : trackIn(fact.customerId, { named }, owners);
  return { ...owner, track };
}

/** An order of which nothing is stored yet. */
export function unknownOrder(orderId: OrderId): StoredOrder {
  return {
    orderId,
    memberId: null,
    fact: null,
    contentHash: null,
    settledPoints: 0,
    nextOrdinal: 0,
    chainAt: 0,
    track: null,
    named: {},
    claimedAt: null,
    claimedBy: null,
    chargedBack: false,
    receipt: null,
    traits: null,
    mark: null,
  };
}
