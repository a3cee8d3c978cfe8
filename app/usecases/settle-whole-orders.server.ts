import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { type DeliveryOutcome, askForDraining, saveOutcomes } from '#app/db/inbox.server.ts';
import { listOrderFacts } from '#app/db/order-lookups.server.ts';
import { dropBodiesOfRedacted } from '#app/db/redacted-members.server.ts';
import type { Shop } from '#app/db/shops.server.ts';
import type { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/order-fact.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminAnswer, AdminFailure } from '#app/shopify/admin-api.server.ts';
import { ORDERS_A_CALL, readOrdersFromApi } from '#app/shopify/read-orders-api.server.ts';

import { type ReceivedDelivery, subjectsOf } from './received-delivery.server.ts';
import type { Services } from './services.server.ts';
import { findGoneCustomers, settleAnsweredOrders } from './settle-answered-orders.server.ts';
import { settleOrders } from './settle-orders.server.ts';

/**
 * Completes deliveries that carry only a part of an order: reads the orders as a whole from the Admin API, outside any
 * transaction, and settles what it answers. As many at a time as one call reads: what the rate limit has let through stays
 * settled, and the others wait for as long as Shopify says. While it does not answer they wait, and are retried.
 */
export async function settleWholeOrders(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
): Promise<void> {
  const ofOrders = [...Map.groupBy(deliveries, orderIdOf).values()];
  for (let start = 0; start < ofOrders.length; start += ORDERS_A_CALL) {
    const failure = await settleSome(
      services,
      shop,
      ofOrders.slice(start, start + ORDERS_A_CALL).flat(),
    );
    if (failure) return putOff(services, shop, ofOrders.slice(start).flat(), failure);
  }
}

/** @returns why Shopify did not answer, where it did not */
async function settleSome(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
): Promise<AdminFailure | undefined> {
  const orderIds = [...new Set(deliveries.flatMap((each) => orderIdOf(each) ?? []))];
  const answer = await askForOrders(services, shop, orderIds);
  if (!answer.ok) return answer.failure;
  const now = services.clock.now();
  const { orders, gone } = answer.data;
  const found = new Set(orders.map((order) => order.fact.orderId));
  await inTransaction(services.database, async (sql) => {
    await settleAnsweredOrders(sql, shop, orders, gone, now);
    await settleOrders(sql, shop, await statesNotShown(sql, shop, deliveries, found), now);
    const outcomes = deliveries.map((each) => outcomeOf(each, found));
    await saveOutcomes(sql, shop.id, outcomes, now);
    await dropBodiesOfRedacted(sql, shop.id, subjectsOf(deliveries));
  });
  return undefined;
}

/**
 * Orders that Shopify does not show any more for their age, as their deliveries have them: nobody can say better. What
 * gift cards paid stays as it was known.
 */
async function statesNotShown(
  sql: Sql,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
  shown: ReadonlySet<OrderId>,
): Promise<ReadOrder[]> {
  const states = deliveries.flatMap((each) => stateOf(each) ?? []);
  const hidden = states.filter((state) => !shown.has(state.fact.orderId));
  const orderIds = hidden.map((state) => state.fact.orderId);
  const known = new Map(
    (await listOrderFacts(sql, shop.id, orderIds)).map((fact) => [fact.orderId, fact]),
  );
  return hidden.map((state): ReadOrder => {
    const paidByGiftCard = known.get(state.fact.orderId)?.paidByGiftCard ?? 0;
    return { ...state, fact: { ...state.fact, paidByGiftCard }, source: 'api' };
  });
}

function stateOf({ delivery }: ReceivedDelivery): ReadOrder | undefined {
  if (delivery.kind === 'order') return delivery.order;
  return delivery.kind === 'order_part' ? delivery.state : undefined;
}

/** A throttled call says itself when there is room again: a backoff on top would leave the room to nobody. */
async function putOff(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
  failure: AdminFailure,
): Promise<void> {
  services.logger.warn({ shop: shop.domain, failure }, 'orders could not be read');
  const now = services.clock.now();
  const waitMs = (attempts: number) =>
    failure.kind === 'throttled' ? Math.max(1_000, failure.retryAfterMs) : backoffMs(attempts);
  const waiting = deliveries.map(({ row }): DeliveryOutcome => ({
    id: row.id,
    state: 'waiting',
    reason: { code: 'no_answer', failure: failure.kind },
    retryAt: new Date(now.getTime() + waitMs(row.attempts)),
  }));
  await saveOutcomes(services.database.pool, shop.id, waiting, now);
  const attempts = Math.min(...deliveries.map(({ row }) => row.attempts));
  await askForDraining(services.database.pool, shop.id, waitMs(attempts));
}

/** Orders as Shopify has them now, and whoever of their former customers is gone. */
async function askForOrders(
  { adminApi, database }: Services,
  shop: Shop,
  orderIds: readonly OrderId[],
): Promise<AdminAnswer<{ orders: readonly ReadOrder[]; gone: ReadonlySet<CustomerId> }>> {
  const orders = await readOrdersFromApi(adminApi, shop.domain, orderIds);
  if (!orders.ok) return orders;
  const gone = await findGoneCustomers(adminApi, database.pool, shop, orders.data);
  return gone.ok ? { ok: true, data: { orders: orders.data, gone: gone.data } } : gone;
}

function orderIdOf({ delivery }: ReceivedDelivery): OrderId | undefined {
  if (delivery.kind === 'order') return delivery.order.fact.orderId;
  return delivery.kind === 'order_part' ? delivery.orderId : undefined;
}

/** An order that the API does not show (it is too old, or gone) is not deleted for that. */
function outcomeOf(each: ReceivedDelivery, found: ReadonlySet<OrderId>): DeliveryOutcome {
  const orderId = orderIdOf(each);
  const isShown = orderId !== undefined && found.has(orderId);
  return { id: each.row.id, state: 'done', reason: isShown ? null : { code: 'order_not_shown' } };
}
