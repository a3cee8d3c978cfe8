import type { Sql } from '#app/db/database.server.ts';
import { noteDeletedOrders } from '#app/db/orders/deleted-orders.server.ts';
import { listOrderFacts } from '#app/db/orders/order-lookups.server.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import { withoutDetails } from './find-people.server.ts';
import { settleOrders } from './settle-orders.server.ts';
import type { SettlingShop } from './order-change.server.ts';

/**
 * A deleted order is worth nothing: its newest known state is settled again, marked as deleted. One that is not known yet
 * is noted, for what comes late of it.
 * @param sql an open transaction
 */
export async function settleDeletions(
  sql: Sql,
  shop: SettlingShop,
  orderIds: readonly OrderId[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  // Noted first: of two transactions, one that brings the order and this one, the later one sees what the other has done.
  await noteDeletedOrders(sql, shop.id, orderIds, now);
  const facts = await listOrderFacts(sql, shop.id, orderIds);
  const deleted = facts.map((fact): ReadOrder => ({
    fact: { ...fact, deleted: true },
    customer: fact.customerId === null ? null : withoutDetails(fact.customerId),
    guest: null,
    source: 'api',
    chargedBack: 'unknown',
  }));
  await settleOrders(sql, shop, deleted, now);
}
