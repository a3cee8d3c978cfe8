import type { BodyShape } from './body-shape.server.ts';

const SHAPE_BY_TOPIC: ReadonlyMap<string, BodyShape> = new Map<string, BodyShape>([
  ['orders/create', 'order'],
  ['orders/updated', 'order'],
  ['orders/paid', 'order'],
  ['orders/cancelled', 'order'],
  ['orders/fulfilled', 'order'],
  ['orders/edited', 'order_edit'],
  ['orders/delete', 'deleted_order'],
  ['order_transactions/create', 'transaction'],
  ['refunds/create', 'refund'],
  ['customers/create', 'customer'],
  ['customers/update', 'customer'],
  ['customers/delete', 'deleted_customer'],
  ['customers/merge', 'customer_merge'],
  ['customer.tags_added', 'customer_tags'],
  ['customer.tags_removed', 'customer_tags'],
  ['products/update', 'product'],
  ['collections/update', 'collection'],
  ['customers_email_marketing_consent/update', 'email_consent'],
  ['customers/data_request', 'data_request'],
  ['customers/redact', 'customer_redaction'],
  ['shop/redact', 'shop_redaction'],
  ['app/uninstalled', 'shop'],
  ['app/scopes_update', 'scopes_update'],
]);

const TAKING_AWAY: ReadonlySet<BodyShape> = new Set([
  'deleted_order',
  'deleted_customer',
  'customer_merge',
  'email_consent',
  'shop',
  'customer_redaction',
  'shop_redaction',
]);

/**
 * What the bodies of a topic are.
 * @returns undefined for a topic that nothing was built for
 */
export function shapeOfTopic(topic: string): BodyShape | undefined {
  return SHAPE_BY_TOPIC.get(topic);
}

/** Whether a shape takes something away. What is not recognised for certain is not taken for one that does. */
export function takesAway(shape: BodyShape): boolean {
  return TAKING_AWAY.has(shape);
}
