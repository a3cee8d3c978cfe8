import type { Sql } from '#app/db/database.server.ts';
import { listOrderCustomers } from '#app/db/orders.server.ts';
import type { CustomerId, ShopId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';

import { mergeCustomers } from './merge-customers.server.ts';
import { settleOrders, type SettlingResult, type SettlingShop } from './settle-orders.server.ts';

/**
 * The customers whom orders had before, where Shopify names others now: it must be asked whether they still exist.
 * @param orders as the Admin API has answered
 */
export async function listFormerCustomers(
  sql: Sql,
  shopId: ShopId,
  orders: readonly ReadOrder[],
): Promise<CustomerId[]> {
  const changed = await listChangedCustomers(sql, shopId, orders);
  return [...new Set(changed.map(({ former }) => former))];
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
  orders: readonly ReadOrder[],
  gone: ReadonlySet<CustomerId>,
  now: Date,
): Promise<SettlingResult> {
  for (const { former, present, updatedAt } of await listChangedCustomers(sql, shop.id, orders)) {
    if (!gone.has(former)) continue;
    const merge = { absorbed: former, kept: present, mergedAt: updatedAt, isInferred: true };
    await mergeCustomers(sql, shop, merge, now);
  }
  return settleOrders(sql, shop, orders, now);
}

async function listChangedCustomers(sql: Sql, shopId: ShopId, orders: readonly ReadOrder[]) {
  const orderIds = orders.map((order) => order.fact.orderId);
  const before = await listOrderCustomers(sql, shopId, orderIds);
  return orders.flatMap(({ fact }) => {
    const former = before.get(fact.orderId);
    const present = fact.customerId;
    if (former === undefined || present === null || former === present) return [];
    return [{ former, present, updatedAt: new Date(fact.updatedAt) }];
  });
}
