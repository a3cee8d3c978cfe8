import { inTransaction, type Sql } from '#app/db/database.server.ts';
import {
  type DeliveryOutcome,
  askForDraining,
  saveOutcomes,
} from '#app/db/deliveries/inbox.server.ts';
import { listOrderFacts } from '#app/db/orders/order-lookups.server.ts';
import { dropBodiesOfRedacted } from '#app/db/privacy/redacted-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import type { AdminAnswer, AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { ORDERS_A_CALL, readOrdersFromApi } from '#app/shopify/orders/read-orders-api.server.ts';

import { type Asking, askForTraits } from '../settling/ask-for-traits.server.ts';
import {
  type AnsweredOrders,
  completeAnsweredOrders,
} from '../settling/complete-answered-orders.server.ts';
import { type ReceivedDelivery, subjectsOf } from './received-delivery.server.ts';
import type { Services } from '../services.server.ts';
import { settleAnsweredOrders } from '../settling/settle-answered-orders.server.ts';
import { settleOrders } from '../settling/settle-orders.server.ts';

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
  const { adminApi, database, clock } = services;
  const asking = { adminApi, sql: database.pool, shop, now: clock.now() };
  const told = deliveries.flatMap((each) => stateOf(each) ?? []);
  const answer = await askForOrders(asking, orderIds, told);
  if (!answer.ok) return answer.failure;
  const { orders, gone } = answer.data;
  const found = new Set(orders.map((order) => order.fact.orderId));
  const hidden = await askForTraits(asking, statesNotShown(deliveries, found));
  if (!hidden.ok) return hidden.failure;
  const now = clock.now();
  await inTransaction(services.database, async (sql) => {
    await settleAnsweredOrders(sql, shop, { answered: orders, told }, gone, now);
    await settleOrders(sql, shop, olderStates(deliveries, orders), now);
    await settleOrders(sql, shop, await withGiftCards(sql, shop, hidden.data), now);
    const outcomes = deliveries.map((each) => outcomeOf(each, found));
    await saveOutcomes(sql, shop.id, outcomes, now);
    await dropBodiesOfRedacted(sql, shop.id, subjectsOf(deliveries));
  });
  return undefined;
}

/** Orders that Shopify does not show any more for their age, as their deliveries have them: nobody can say better. */
function statesNotShown(
  deliveries: readonly ReceivedDelivery[],
  shown: ReadonlySet<OrderId>,
): ReadOrder[] {
  const states = deliveries.flatMap((each) => stateOf(each) ?? []);
  return states.filter((state) => !shown.has(state.fact.orderId));
}

/** States that have passed by the time of Shopify's answer: they say for whom the order was placed, who may have been merged since. */
function olderStates(
  deliveries: readonly ReceivedDelivery[],
  answered: readonly ReadOrder[],
): ReadOrder[] {
  const newest = new Map(answered.map(({ fact }) => [fact.orderId, fact.updatedAt]));
  return deliveries
    .flatMap((each) => stateOf(each) ?? [])
    .filter(({ fact }) => fact.updatedAt < (newest.get(fact.orderId) ?? ''));
}

/** What gift cards paid stays as it was known. */
async function withGiftCards(
  sql: Sql,
  shop: Shop,
  hidden: readonly ReadOrder[],
): Promise<ReadOrder[]> {
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
  asking: Asking,
  orderIds: readonly OrderId[],
  told: readonly ReadOrder[],
): Promise<AdminAnswer<AnsweredOrders>> {
  const orders = await readOrdersFromApi(asking.adminApi, asking.shop.domain, orderIds);
  return orders.ok ? completeAnsweredOrders(asking, orders.data, told) : orders;
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
