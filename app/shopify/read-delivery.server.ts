import { z } from 'zod';

import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import { AmountError } from '#app/loyalty/money.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/order-fact.ts';

import { parseLosslessJson } from './lossless-json.server.ts';
import { WireId, readCustomerWebhook, readOrderWebhook } from './read-order-webhook.server.ts';

/** What a delivery means to the engine. */
export type Delivery =
  | { readonly kind: 'order'; readonly order: ReadOrder }
  /** Only a part of an order: the whole must be read. A refund is known by its id. */
  | { readonly kind: 'order_part'; readonly orderId: OrderId; readonly refundId: string | null }
  | { readonly kind: 'order_deleted'; readonly orderId: OrderId }
  | { readonly kind: 'customer'; readonly customer: CustomerDetails }
  | { readonly kind: 'customer_deleted'; readonly customerId: CustomerId }
  | { readonly kind: 'app_uninstalled' }
  /** A topic that nothing was built for. */
  | { readonly kind: 'unknown_topic' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Translates a delivery. Never throws: what cannot be understood is a value that says why, in terms of the body's
 * structure and without anything personal.
 * @param topic as the header named it; the signature does not cover it
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

function translate(topic: string, body: unknown): Delivery {
  switch (topic) {
    case 'orders/create':
    case 'orders/updated':
    case 'orders/paid':
    case 'orders/cancelled':
    case 'orders/fulfilled':
      return { kind: 'order', order: readOrderWebhook(body) };
    case 'orders/edited': {
      const { order_edit: edit } = z
        .object({ order_edit: z.object({ order_id: WireId }) })
        .parse(body);
      return { kind: 'order_part', orderId: OrderId.parse(edit.order_id), refundId: null };
    }
    case 'refunds/create': {
      const refund = z.object({ id: WireId, order_id: WireId }).parse(body);
      return { kind: 'order_part', orderId: OrderId.parse(refund.order_id), refundId: refund.id };
    }
    case 'orders/delete':
      return { kind: 'order_deleted', orderId: OrderId.parse(idOf(body)) };
    case 'customers/create':
    case 'customers/update':
      return { kind: 'customer', customer: readCustomerWebhook(body) };
    case 'customers/delete':
      return { kind: 'customer_deleted', customerId: CustomerId.parse(idOf(body)) };
    case 'app/uninstalled':
      return { kind: 'app_uninstalled' };
    default:
      return { kind: 'unknown_topic' };
  }
}

function idOf(body: unknown): string {
  return z.object({ id: WireId }).parse(body).id;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const fields = error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.')} (${issue.code})`);
    return `not as expected: ${fields.join(', ')}`;
  }
  if (error instanceof AmountError) return `amount: ${error.message}`;
  if (error instanceof TypeError) return 'not UTF-8';
  if (error instanceof SyntaxError) return 'not JSON';
  if (error instanceof RangeError) return 'nested too deep, or a time that does not exist';
  throw error;
}
