import type { Sql } from '#app/db/database.server.ts';
import { listOrderFacts } from '#app/db/orders/order-lookups.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import type { Tally } from '#app/loyalty/reconciliation.ts';
import type { CountableOrders } from '#app/shopify/orders/read-countable-orders.server.ts';

import { settleAnsweredOrders } from '../settling/settle-answered-orders.server.ts';

/**
 * Settles orders that were read for comparison, and counts of which the ledger did not know what they say. Shopify moves
 * an order's time also for what is no part of the fact, and tells nobody: that alone is nothing that was missing.
 * @param sql an open transaction
 * @param gone customers whom Shopify no longer knows
 */
export async function settleComparedOrders(
  sql: Sql,
  shop: Shop,
  { orders, unreadable }: CountableOrders,
  gone: ReadonlySet<CustomerId>,
  now: Date,
): Promise<Pick<Tally, 'ordersSeen' | 'ordersRepaired' | 'unreadable'>> {
  const ids = orders.map(({ fact }) => fact.orderId);
  const known = await listOrderFacts(sql, shop.id, ids);
  const before = new Map(known.map((fact): [OrderId, OrderFact] => [fact.orderId, fact]));
  const settled = await settleAnsweredOrders(sql, shop, { answered: orders }, gone, now);
  const changed = new Set(settled.changed);
  const repaired = orders.filter(
    ({ fact }) => changed.has(fact.orderId) && isNews(fact, before.get(fact.orderId)),
  );
  return {
    ordersSeen: orders.length + unreadable.length,
    ordersRepaired: repaired.length,
    unreadable: unreadable.length,
  };
}

function isNews(fact: OrderFact, before: OrderFact | undefined): boolean {
  if (!before || before.updatedAt === fact.updatedAt) return true;
  return (
    JSON.stringify({ ...fact, updatedAt: '' }) !== JSON.stringify({ ...before, updatedAt: '' })
  );
}
