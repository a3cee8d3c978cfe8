import { z } from 'zod';

import { READ_ORDER_TOPIC } from '#app/loyalty/deliveries/read-order-event.ts';

import { fromGid } from '../admin-api/gid.server.ts';
import { parseLosslessJson } from '../admin-api/lossless-json.server.ts';
import { WireId } from '../wire/wire-body.server.ts';

/** What a delivery is about, as far as its body says. */
export interface DeliverySubject {
  readonly kind: 'order' | 'customer';
  /** Shopify's id. */
  readonly id: string;
  /** `#1001`, or a customer's name; null where the body does not say. */
  readonly name: string | null;
}

const Id = WireId.optional().catch(undefined);
const CustomerGid = z
  .string()
  .regex(/^gid:\/\/shopify\/Customer\/\d+$/)
  .transform((gid) => fromGid('Customer', gid))
  .optional()
  .catch(undefined);
const Name = z.string().trim().min(1).max(100).optional().catch(undefined);

/** Every key is read for itself: what is wrong with the rest of a body does not hide what it is about. */
const Body = z.object({
  id: Id,
  name: Name,
  order_id: Id,
  customer_id: Id,
  evergreen_read_order: Id,
  order_edit: z.object({ order_id: Id }).optional().catch(undefined),
  customer: z.object({ id: Id }).optional().catch(undefined),
  admin_graphql_api_customer_kept_id: CustomerGid,
  customerId: CustomerGid,
  first_name: Name,
  last_name: Name,
});

/**
 * What a delivery is about, also one that could not be understood.
 * @param topic as the header named it
 * @param body the raw bytes
 * @returns null where nothing can be made out
 */
export function readDeliverySubject(topic: string, body: Uint8Array): DeliverySubject | null {
  const parsed = Body.safeParse(parseOrNothing(body));
  if (!parsed.success) return null;
  const { id, name, order_id, order_edit, customer, first_name, last_name } = parsed.data;
  if (topic === READ_ORDER_TOPIC) return subject('order', parsed.data.evergreen_read_order);
  if (topic === 'orders/edited') return subject('order', order_edit?.order_id);
  if (topic.startsWith('orders/')) return subject('order', id, name);
  if (topic.startsWith('refunds/') || topic.startsWith('order_transactions/')) {
    return subject('order', order_id);
  }
  if (topic === 'customers/data_request' || topic === 'customers/redact') {
    return subject('customer', customer?.id);
  }
  if (topic === 'customers/merge') {
    return subject('customer', parsed.data.admin_graphql_api_customer_kept_id);
  }
  if (topic.startsWith('customer.tags_')) return subject('customer', parsed.data.customerId);
  if (topic === 'customers_email_marketing_consent/update') {
    return subject('customer', parsed.data.customer_id);
  }
  if (topic.startsWith('customers/')) {
    const fullName = [first_name, last_name].filter((part) => part !== undefined).join(' ');
    return subject('customer', id, fullName === '' ? undefined : fullName);
  }
  return null;
}

function subject(
  kind: DeliverySubject['kind'],
  id: string | undefined,
  name?: string,
): DeliverySubject | null {
  return id === undefined ? null : { kind, id, name: name ?? null };
}

function parseOrNothing(body: Uint8Array): unknown {
  try {
    return parseLosslessJson(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
