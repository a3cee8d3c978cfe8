import type { EmailConsent } from '#app/db/actions/email-consents.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import { type DeliveryOutcome, saveOutcomes } from '#app/db/deliveries/inbox.server.ts';
import { listKnownRefunds } from '#app/db/orders/known-refunds.server.ts';
import { forgetCodes } from '#app/db/redemptions/missing-codes.server.ts';
import { askForComparing, doubtDiscounts } from '#app/db/redemptions/standing-discounts.server.ts';
import { dropBodiesOfRedacted, redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import type { OrderId } from '#app/loyalty/ids.ts';

import { forgetTraits } from './forget-traits.server.ts';
import { takeEmailConsents } from '../actions/take-email-consents.server.ts';
import { type CustomersMerged, mergeCustomers } from '../settling/merge-customers.server.ts';
import { noteDataRequests } from './note-data-requests.server.ts';
import { type ReceivedDelivery, subjectsOf } from './received-delivery.server.ts';
import type { Services } from '../services.server.ts';
import { settleDeletions } from '../settling/settle-deletions.server.ts';
import { settleOrders } from '../settling/settle-orders.server.ts';
import { type CustomerNews, takeOverCustomers } from '../settling/take-over-customers.server.ts';

/**
 * Applies a batch of deliveries in one transaction: customers are merged, whole orders settled, deleted ones taken back,
 * customers' details and consents taken over, requests for data noted, and each delivery marked with its outcome.
 * @returns those that only the Admin API can complete: parts of orders, states that are equally new but differ, and
 *   orders that have another customer now
 */
export async function applyDeliveries(
  services: Services,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
): Promise<ReceivedDelivery[]> {
  const now = services.clock.now();
  return inTransaction(services.database, async (sql) => {
    // Merges first: they wait for whoever judges, and must hold nothing then that others wait for.
    for (const merge of mergesOf(deliveries)) await mergeCustomers(sql, shop, merge, now);
    const whole = ordersOf(deliveries);
    const { ambiguous } = await settleOrders(sql, shop, whole, now);
    await settleDeletions(sql, shop, deletedOrdersOf(deliveries), now);
    await takeOverCustomers(sql, shop, customersOf(deliveries), now);
    await takeEmailConsents(sql, shop.id, consentsOf(deliveries));
    // As good as redacted: Shopify never changes a customer whom it has deleted, so nothing newer can come.
    await redactMembers(sql, shop.id, deletedCustomersOf(deliveries), now);
    await forgetTraits(sql, shop.id, deliveries, now);
    await noteChangesOfRewards(sql, shop, deliveries, now);
    await noteDataRequests(sql, shop.id, deliveries, now);
    const open = await stillOpen(sql, shop, deliveries, new Set(ambiguous));
    const closed = deliveries.filter((each) => !open.has(each));
    await saveOutcomes(sql, shop.id, closed.map(outcomeOf), now);
    await dropBodiesOfRedacted(sql, shop.id, subjectsOf(closed));
    return [...open];
  });
}

/** What rewards are about, or are, may be gone or another: that is looked at at once. */
async function noteChangesOfRewards(
  sql: Sql,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
  now: Date,
): Promise<void> {
  const discounts = (kind: 'discount_deleted' | 'discount_changed') =>
    deliveries.flatMap(({ delivery }) => (delivery.kind === kind ? [delivery.discountId] : []));
  const codes = deliveries.flatMap(({ delivery }) =>
    delivery.kind === 'discount_code_deleted' ? [delivery.code] : [],
  );
  const concerns = [
    await doubtDiscounts(sql, shop.id, discounts('discount_deleted')),
    await askForComparing(sql, shop.id, discounts('discount_changed')),
    await forgetCodes(sql, shop.id, codes, now),
    deliveries.some(({ delivery }) => delivery.kind === 'goods_deleted'),
  ];
  if (concerns.includes(true)) await askForTending(sql, shop.id);
}

/** Deliveries whose order must be read as a whole. A refund that the stored state contains already is not among them. */
async function stillOpen(
  sql: Sql,
  shop: Shop,
  deliveries: readonly ReceivedDelivery[],
  ambiguous: ReadonlySet<OrderId>,
): Promise<Set<ReceivedDelivery>> {
  const partial = deliveries.flatMap(({ delivery }) =>
    delivery.kind === 'order_part' && delivery.refundId !== null ? [delivery.orderId] : [],
  );
  const knownRefunds = await listKnownRefunds(sql, shop.id, partial);
  const isOpen = ({ delivery }: ReceivedDelivery): boolean => {
    if (delivery.kind === 'order') return ambiguous.has(delivery.order.fact.orderId);
    if (delivery.kind !== 'order_part') return false;
    const known = knownRefunds.get(delivery.orderId);
    return delivery.refundId === null || known?.has(delivery.refundId) !== true;
  };
  return new Set(deliveries.filter(isOpen));
}

function outcomeOf({ row, delivery }: ReceivedDelivery): DeliveryOutcome {
  switch (delivery.kind) {
    case 'unreadable':
      return { id: row.id, state: 'unreadable', reason: delivery.reason };
    case 'unknown_topic':
      return { id: row.id, state: 'unreadable', reason: { code: 'unknown_topic' } };
    case 'order':
    case 'order_part':
    case 'order_deleted':
    case 'customer':
    case 'customer_deleted':
    case 'customers_merged':
    case 'customer_tags_changed':
    case 'product_changed':
    case 'collection_changed':
    case 'email_consent':
    case 'goods_deleted':
    case 'discount_deleted':
    case 'discount_changed':
    case 'discount_code_deleted':
    case 'nothing':
    case 'data_request':
    case 'test':
      return { id: row.id, state: 'done', reason: null };
    case 'app_uninstalled':
    case 'scopes_updated':
    case 'shop_changed':
    case 'customer_redaction':
    case 'shop_redaction':
      throw new Error(`a delivery of kind ${delivery.kind} is a demand of its own`);
  }
}

function ordersOf(deliveries: readonly ReceivedDelivery[]) {
  return deliveries.flatMap(({ delivery }) => (delivery.kind === 'order' ? [delivery.order] : []));
}

function customersOf(deliveries: readonly ReceivedDelivery[]): CustomerNews[] {
  return deliveries.flatMap(({ row, delivery }) =>
    delivery.kind === 'customer'
      ? [{ customer: delivery.customer, at: row.triggeredAt ?? row.receivedAt }]
      : [],
  );
}

function consentsOf(deliveries: readonly ReceivedDelivery[]): EmailConsent[] {
  return deliveries.flatMap(({ row, delivery }) => {
    if (delivery.kind !== 'email_consent') return [];
    const { customerId, isSubscribed, at } = delivery;
    return [{ customerId, isSubscribed, at: at ?? row.triggeredAt ?? row.receivedAt }];
  });
}

function mergesOf(deliveries: readonly ReceivedDelivery[]): CustomersMerged[] {
  return deliveries.flatMap(({ row, delivery }) => {
    if (delivery.kind !== 'customers_merged') return [];
    const told = row.triggeredAt ?? row.receivedAt;
    // To the second, as the orders have it that went over.
    const mergedAt = new Date(Math.floor(told.getTime() / 1000) * 1000);
    const { absorbedId: absorbed, keptId: kept } = delivery;
    return [{ absorbed, kept, mergedAt, isInferred: false }];
  });
}

function deletedOrdersOf(deliveries: readonly ReceivedDelivery[]): OrderId[] {
  return deliveries.flatMap(({ delivery }) =>
    delivery.kind === 'order_deleted' ? [delivery.orderId] : [],
  );
}

function deletedCustomersOf(deliveries: readonly ReceivedDelivery[]) {
  return deliveries.flatMap(({ delivery }) =>
    delivery.kind === 'customer_deleted' ? [delivery.customerId] : [],
  );
}
