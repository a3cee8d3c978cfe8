import { inTransaction } from '#app/db/database.server.ts';
import { type DeliveryOutcome, askForDraining, saveOutcomes } from '#app/db/inbox.server.ts';
import { dropBodiesOfRedacted } from '#app/db/redacted-members.server.ts';
import type { Shop } from '#app/db/shops.server.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import { backoffMs } from '#app/platform/backoff.ts';
import { readOrdersFromApi } from '#app/shopify/read-orders-api.server.ts';

import { type ReceivedDelivery, subjectsOf } from './received-delivery.server.ts';
import type { Services } from './services.server.ts';
import { settleOrders } from './settle-orders.server.ts';

/**
 * Completes deliveries that carry only a part of an order: reads the orders as a whole from the Admin API, outside any
 * transaction, and settles what it answers. While Shopify does not answer the deliveries wait, and are retried.
 */
export async function settleWholeOrders(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const orderIds = [...new Set(deliveries.flatMap((each) => orderIdOf(each) ?? []))];
  const answer = await readOrdersFromApi(services.adminApi, shop.domain, orderIds);
  const now = services.clock.now();
  if (!answer.ok) {
    services.logger.warn(
      { shop: shop.domain, failure: answer.failure },
      'orders could not be read',
    );
    const waiting = deliveries.map(({ row }): DeliveryOutcome => ({
      id: row.id,
      state: 'waiting',
      reason: { code: 'no_answer', failure: answer.failure.kind },
      retryAt: new Date(now.getTime() + backoffMs(row.attempts)),
    }));
    await saveOutcomes(services.database.pool, shop.id, waiting, now);
    const attempts = Math.min(...deliveries.map(({ row }) => row.attempts));
    await askForDraining(services.database.pool, shop.id, backoffMs(attempts));
    return;
  }
  const found = new Set(answer.data.map((order) => order.fact.orderId));
  await inTransaction(services.database, async (sql) => {
    await settleOrders(sql, shop, answer.data, now);
    const outcomes = deliveries.map((each) => outcomeOf(each, found));
    await saveOutcomes(sql, shop.id, outcomes, now);
    await dropBodiesOfRedacted(sql, shop.id, subjectsOf(deliveries));
  });
}

function orderIdOf({ delivery }: ReceivedDelivery): OrderId | undefined {
  if (delivery.kind === 'order') return delivery.order.fact.orderId;
  return delivery.kind === 'order_part' ? delivery.orderId : undefined;
}

/** An order that the API does not show (it is too old, or gone) is not deleted for that: what is settled stays. */
function outcomeOf(each: ReceivedDelivery, found: ReadonlySet<OrderId>): DeliveryOutcome {
  const orderId = orderIdOf(each);
  const isShown = orderId !== undefined && found.has(orderId);
  return { id: each.row.id, state: 'done', reason: isShown ? null : { code: 'order_not_shown' } };
}
