import { z } from 'zod';

import type { DeliveryReason } from '#app/loyalty/deliveries/delivery-reason.ts';
import { CustomerId, OrderId, ProductId } from '#app/loyalty/ids.ts';
import { AmountError } from '#app/loyalty/money.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import { READ_ORDER_TOPIC, ReadOrderEvent } from '#app/loyalty/deliveries/read-order-event.ts';
import { TEST_TOPIC, TestEvent } from '#app/loyalty/deliveries/test-event.ts';

import { shapeOf } from './body-shape.server.ts';
import { parseLosslessJson } from '../admin-api/lossless-json.server.ts';
import { wasPaidByGiftCard } from '../orders/order-course.server.ts';
import {
  type RedactedCustomer,
  readCustomerRedaction,
  readDataRequest,
  readShopRedaction,
  readUninstalledShop,
} from './read-compliance-webhook.server.ts';
import { type EmailConsentNews, readEmailConsent } from '../customers/read-email-consent.server.ts';
import { readCustomerMerge } from '../customers/read-customer-merge.server.ts';
import { readCustomerWebhook, readOrderWebhook } from '../orders/read-order-webhook.server.ts';
import { type DiscountNews, readDiscountNews } from './read-discount-news.server.ts';
import { readTaggedCustomer } from '../customers/read-tagged-customer.server.ts';
import { shapeOfTopic, takesAway } from './topic-shape.server.ts';
import { WireId } from '../wire/wire-body.server.ts';

/** What a delivery means to the engine. */
export type Delivery =
  | { readonly kind: 'order'; readonly order: ReadOrder }
  /** An order of which not all is here: the whole must be read. A refund is known by its id. */
  | {
      readonly kind: 'order_part';
      readonly orderId: OrderId;
      readonly refundId: string | null;
      /** All that the body says, which lacks only what gift cards paid: for when Shopify does not show the order. */
      readonly state?: ReadOrder;
    }
  | { readonly kind: 'order_deleted'; readonly orderId: OrderId }
  | { readonly kind: 'customer'; readonly customer: CustomerDetails }
  | { readonly kind: 'customer_deleted'; readonly customerId: CustomerId }
  /** One customer has become another: all that was hers belongs to the one who was kept. */
  | {
      readonly kind: 'customers_merged';
      readonly keptId: CustomerId;
      readonly absorbedId: CustomerId;
    }
  /** Her tags are others now; which, is asked of Shopify when it is needed. */
  | { readonly kind: 'customer_tags_changed'; readonly customerId: CustomerId }
  | { readonly kind: 'product_changed'; readonly productId: ProductId }
  /** Of which products, it does not say. */
  | { readonly kind: 'collection_changed' }
  /** A customer agrees to the newsletter by e-mail, or does not any more. */
  | ({ readonly kind: 'email_consent' } & EmailConsentNews)
  /** A product or collection is gone. */
  | { readonly kind: 'goods_deleted' }
  | DiscountNews
  /** The shop has another name, language, currency or time zone, perhaps: which, is asked of Shopify. */
  | { readonly kind: 'shop_changed' }
  /** It says that nothing has happened. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'app_uninstalled'; readonly shopDomain: string }
  /** The shop has granted or taken back scopes. Which it grants now is asked of Shopify: news may come in any order. */
  | { readonly kind: 'scopes_updated' }
  | {
      readonly kind: 'data_request';
      readonly shopDomain: string;
      /** Shopify's id of the request. */
      readonly requestId: string;
      readonly customerId: CustomerId;
      readonly orderIds: readonly OrderId[];
    }
  | ({ readonly kind: 'customer_redaction'; readonly shopDomain: string } & RedactedCustomer)
  | { readonly kind: 'shop_redaction'; readonly shopDomain: string }
  /** Sent by staff to see that deliveries are worked off. */
  | { readonly kind: 'test' }
  /** A topic that nothing was built for. */
  | { readonly kind: 'unknown_topic' }
  | { readonly kind: 'unreadable'; readonly reason: DeliveryReason };

/**
 * Translates a delivery. Never throws: what cannot be understood is a value that says why, in terms of the body's
 * structure and without anything personal.
 * @param topic as the header named it. The signature does not cover it, so it is believed only where the body agrees:
 *   an order that was posted as a deletion deletes nothing
 * @param body the raw bytes
 */
export function readDelivery(topic: string, body: Uint8Array): Delivery {
  try {
    const parsed = parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return translate(topic, parsed);
  } catch (error) {
    return { kind: 'unreadable', reason: reasonOf(error) };
  }
}

/**
 * A delivery as the shop in whose inbox it lies may take it: one whose body names another shop is unreadable there.
 * The header that chose the inbox is not signed.
 */
export function ofShop(delivery: Delivery, shopDomain: string): Delivery {
  return 'shopDomain' in delivery && delivery.shopDomain !== shopDomain
    ? { kind: 'unreadable', reason: { code: 'other_shop' } }
    : delivery;
}

/**
 * That something was deleted from the catalogue is a hint and no more: what rewards are about is looked for at Shopify then.
 * So it does not matter that a body that is nothing but an id may be anything's.
 */
const GOODS_DELETED: ReadonlySet<string> = new Set(['products/delete', 'collections/delete']);

function translate(topic: string, body: unknown): Delivery {
  if (topic === TEST_TOPIC) {
    TestEvent.parse(body);
    return { kind: 'test' };
  }
  if (topic === READ_ORDER_TOPIC)
    return partOfOrder(ReadOrderEvent.parse(body).evergreen_read_order);
  if (GOODS_DELETED.has(topic)) {
    idOf(body);
    return { kind: 'goods_deleted' };
  }
  const discountNews = readDiscountNews(topic, body);
  if (discountNews) return discountNews;
  if (topic === 'shop/update') {
    z.object({ iana_timezone: z.string() }).parse(body);
    return { kind: 'shop_changed' };
  }
  const expected = shapeOfTopic(topic);
  if (expected === undefined) return { kind: 'unknown_topic' };
  const shape = shapeOf(body);
  // What is not recognised goes on to the reader, which says more precisely what is wrong with it.
  const mayBe = shape === expected || (shape === 'unknown' && !takesAway(expected));
  if (!mayBe) {
    return { kind: 'unreadable', reason: { code: 'wrong_topic', expected, found: shape } };
  }
  switch (expected) {
    case 'order':
      return readWholeOrder(body);
    case 'transaction':
      return readTransaction(body);
    case 'order_edit': {
      const { order_edit: edit } = z
        .object({ order_edit: z.object({ order_id: WireId }) })
        .parse(body);
      return partOfOrder(edit.order_id);
    }
    case 'refund': {
      const refund = z.object({ id: WireId, order_id: WireId }).parse(body);
      return { kind: 'order_part', orderId: OrderId.parse(refund.order_id), refundId: refund.id };
    }
    case 'deleted_order':
      return { kind: 'order_deleted', orderId: OrderId.parse(idOf(body)) };
    case 'customer':
      return { kind: 'customer', customer: readCustomerWebhook(body) };
    case 'deleted_customer':
      return { kind: 'customer_deleted', customerId: CustomerId.parse(idOf(body)) };
    case 'customer_merge':
      return readCustomerMerge(body) ?? { kind: 'nothing' };
    case 'customer_tags':
      return { kind: 'customer_tags_changed', customerId: readTaggedCustomer(body) };
    case 'product':
      return { kind: 'product_changed', productId: ProductId.parse(idOf(body)) };
    case 'collection':
      return { kind: 'collection_changed' };
    case 'email_consent':
      return { kind: 'email_consent', ...readEmailConsent(body) };
    case 'shop':
      return { kind: 'app_uninstalled', shopDomain: readUninstalledShop(body) };
    case 'scopes_update':
      return { kind: 'scopes_updated' };
    case 'data_request':
      return { kind: 'data_request', ...readDataRequest(body) };
    case 'customer_redaction':
      return { kind: 'customer_redaction', ...readCustomerRedaction(body) };
    case 'shop_redaction':
      return { kind: 'shop_redaction', shopDomain: readShopRedaction(body) };
    case 'unknown':
      return { kind: 'unknown_topic' };
  }
}

/** What gift cards paid is only in the Admin API, so such a body is a part, whatever else stands in it. */
function readWholeOrder(body: unknown): Delivery {
  const { order, lacksPayments } = readOrderWebhook(body);
  if (!lacksPayments) return { kind: 'order', order };
  return { ...partOfOrder(order.fact.orderId), state: order };
}

function partOfOrder(orderId: string) {
  return { kind: 'order_part', orderId: OrderId.parse(orderId), refundId: null } as const;
}

/**
 * What an order's own body does not say of payments is how much a gift card paid. Of every other payment it says all that
 * counts, and is sent as well: reading each order once more would double the work for nothing.
 */
function readTransaction(body: unknown): Delivery {
  const transaction = z.object({ order_id: WireId, gateway: z.string().nullish() }).parse(body);
  return wasPaidByGiftCard([transaction.gateway ?? ''])
    ? partOfOrder(transaction.order_id)
    : { kind: 'nothing' };
}

function idOf(body: unknown): string {
  return z.object({ id: WireId }).parse(body).id;
}

function reasonOf(error: unknown): DeliveryReason {
  if (error instanceof z.ZodError) {
    const fields = error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.')} (${issue.code})`.trimStart());
    return { code: 'unexpected_body', fields };
  }
  if (error instanceof AmountError) return { code: 'amount', detail: error.message };
  if (error instanceof TypeError) return { code: 'not_utf8' };
  if (error instanceof SyntaxError) return { code: 'not_json' };
  if (error instanceof RangeError) return { code: 'not_representable' };
  throw error;
}
