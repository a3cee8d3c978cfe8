import { resolveCustomers } from '#app/db/members/customer-merges.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listOrderCustomers } from '#app/db/orders/order-lookups.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { CustomerId, ShopId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { AdminAnswer, AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { findMissing, IDS_A_CALL } from '#app/shopify/admin-api/read-existing.server.ts';

import { mergeCustomers } from './merge-customers.server.ts';
import { byAge } from './compare-states.server.ts';
import { settleOrders, type SettlingResult } from './settle-orders.server.ts';
import type { SettlingShop } from './order-change.server.ts';

/** Orders that Shopify was asked for. */
export interface OrdersAsToldAndAnswered {
  /** As the Admin API has answered. */
  readonly answered: readonly ReadOrder[];
  /** States of them that deliveries have told of, of whatever age: those that nothing is stored of had a customer before as well. */
  readonly told?: readonly ReadOrder[];
}

/**
 * Who of the customers whom orders had before, where Shopify names others now, does not exist any more.
 * @param orders as the Admin API has answered, and what was told of them before
 */
export async function findGoneCustomers(
  adminApi: AdminApi,
  sql: Sql,
  shop: Pick<Shop, 'id' | 'domain'>,
  orders: OrdersAsToldAndAnswered,
): Promise<AdminAnswer<ReadonlySet<CustomerId>>> {
  const changed = await listChangedCustomers(sql, shop.id, orders);
  const former = [...new Set(changed.map((each) => each.former))];
  const gone = new Set<CustomerId>();
  for (let start = 0; start < former.length; start += IDS_A_CALL) {
    const ids = former.slice(start, start + IDS_A_CALL);
    const missing = await findMissing(adminApi, shop.domain, 'Customer', ids);
    if (!missing.ok) return missing;
    for (const id of missing.data) gone.add(id);
  }
  return { ok: true, data: gone };
}

/**
 * Settles orders that Shopify was asked for. An order whose former customer is gone was not sold on: Shopify deletes no
 * customer who has orders, so she was merged into the one who has them now, and the members are merged too.
 * @param sql an open transaction
 * @param gone customers whom Shopify no longer knows
 */
export async function settleAnsweredOrders(
  sql: Sql,
  shop: SettlingShop,
  orders: OrdersAsToldAndAnswered,
  gone: ReadonlySet<CustomerId>,
  now: Date,
): Promise<SettlingResult> {
  for (const { former, present, updatedAt } of await listChangedCustomers(sql, shop.id, orders)) {
    if (!gone.has(former)) continue;
    const merge = { absorbed: former, kept: present, mergedAt: updatedAt, isInferred: true };
    await mergeCustomers(sql, shop, merge, now);
  }
  return settleOrders(sql, shop, orders.answered, now);
}

async function listChangedCustomers(
  sql: Sql,
  shopId: ShopId,
  { answered, told = [] }: OrdersAsToldAndAnswered,
) {
  const orderIds = answered.map((order) => order.fact.orderId);
  const before = await listOrderCustomers(sql, shopId, orderIds);
  const stored = new Set(before.keys());
  for (const { fact } of told.toSorted(byAge)) {
    if (fact.customerId !== null && !before.has(fact.orderId)) {
      before.set(fact.orderId, fact.customerId);
    }
  }
  const becomes = await resolveCustomers(sql, shopId, [...new Set(before.values())]);
  return answered.flatMap(({ fact }) => {
    const first = before.get(fact.orderId);
    const present = fact.customerId;
    if (first === undefined || present === null || first === present) return [];
    // Whoever she is known to have become may have become somebody since, as the only one to tell of.
    const known = becomes.get(first) ?? first;
    if (known === present && !stored.has(fact.orderId)) return [];
    const former = known === present ? first : known;
    return [{ former, present, updatedAt: new Date(fact.updatedAt) }];
  });
}
