/**
 * What a delivery's body is, by the body alone. The signature covers the body and nothing else: the topic is a header
 * that anybody could have written, so what is to be done is never decided by it alone.
 */
export type BodyShape =
  | 'order'
  | 'order_edit'
  | 'refund'
  | 'transaction'
  | 'deleted_order'
  | 'customer'
  | 'deleted_customer'
  | 'customer_merge'
  | 'customer_tags'
  | 'product'
  | 'collection'
  | 'email_consent'
  | 'shop'
  | 'scopes_update'
  | 'data_request'
  | 'customer_redaction'
  | 'shop_redaction'
  | 'unknown';

const GLOBAL_ID = /^gid:\/\/shopify\/([A-Za-z]+)\/\d+$/;

/** Keys of which a living order has at least one, and a deleted one none: of that only the id is told. */
const ORDER_KEYS = ['line_items', 'financial_status', 'total_price', 'total_price_set'];
/** The same of a customer. A deleted one still comes with its phone, addresses and tax exemptions, all empty. */
const CUSTOMER_KEYS = ['first_name', 'last_name', 'email', 'created_at', 'updated_at', 'state'];
const REFUND_KEYS = ['refund_line_items', 'order_adjustments'];
/** All that the body of a deleted order is made of. */
const DELETED_ORDER_KEYS = new Set(['id', 'admin_graphql_api_id']);

/**
 * Recognises a body: by its own `admin_graphql_api_id` where it has one, otherwise by the keys that only this kind has.
 * The bodies are those of https://shopify.dev/docs/api/webhooks?reference=toml, and of
 * https://shopify.dev/docs/apps/build/privacy-law-compliance for the compliance topics.
 * @param body the parsed JSON
 */
export function shapeOf(body: unknown): BodyShape {
  if (!isObject(body)) return 'unknown';
  const has = (key: string) => Object.hasOwn(body, key);
  const gid = has('admin_graphql_api_id') ? body['admin_graphql_api_id'] : undefined;
  if (gid === undefined) return shapeByKeys(body, has);
  switch (kindOf(gid)) {
    case 'Order':
      if (ORDER_KEYS.some(has)) return 'order';
      return isNothingButAnId(body) ? 'deleted_order' : 'unknown';
    case 'Refund':
      return 'refund';
    case 'OrderTransaction':
      return has('order_id') ? 'transaction' : 'unknown';
    case 'Customer':
      return CUSTOMER_KEYS.some(has) ? 'customer' : 'deleted_customer';
    case 'Product':
      return 'product';
    case 'Collection':
      return 'collection';
    default:
      return 'unknown';
  }
}

/** By hand: a schema would copy each body with all its keys, only to look at a few of them. */
function isObject(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function kindOf(gid: unknown): string | undefined {
  return typeof gid === 'string' ? GLOBAL_ID.exec(gid)?.[1] : undefined;
}

function shapeByKeys(
  body: Readonly<Record<string, unknown>>,
  has: (key: string) => boolean,
): BodyShape {
  if (has('shop_domain')) {
    if (has('data_request')) return 'data_request';
    if (has('orders_to_redact')) return 'customer_redaction';
    return has('customer') ? 'unknown' : 'shop_redaction';
  }
  if (has('myshopify_domain')) return 'shop';
  if (Array.isArray(body['previous']) && Array.isArray(body['current'])) return 'scopes_update';
  if (has('customerId')) return 'customer_tags';
  if (has('order_edit')) return 'order_edit';
  if (has('admin_graphql_api_customer_kept_id')) return 'customer_merge';
  if (has('email_marketing_consent') && has('customer_id')) return 'email_consent';
  if (has('order_id')) return shapeOfPart(has);
  if (ORDER_KEYS.some(has)) return 'order';
  if (has('first_name') || has('last_name')) return 'customer';
  return isNothingButAnId(body) ? 'deleted_order' : 'unknown';
}

function shapeOfPart(has: (key: string) => boolean): BodyShape {
  if (REFUND_KEYS.some(has)) return 'refund';
  return has('kind') && has('gateway') ? 'transaction' : 'unknown';
}

function isNothingButAnId(body: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(body, 'id') && Object.keys(body).every((key) => DELETED_ORDER_KEYS.has(key));
}

/**
 * A topic under which Shopify sends bodies of a shape; where there are several, the one that says least about what
 * happened.
 * @returns undefined for what was not recognised
 */
export function topicOfShape(shape: BodyShape): string | undefined {
  switch (shape) {
    case 'order':
      return 'orders/updated';
    case 'order_edit':
      return 'orders/edited';
    case 'refund':
      return 'refunds/create';
    case 'transaction':
      return 'order_transactions/create';
    case 'deleted_order':
      return 'orders/delete';
    case 'customer':
      return 'customers/update';
    case 'deleted_customer':
      return 'customers/delete';
    case 'customer_merge':
      return 'customers/merge';
    case 'customer_tags':
      return 'customer.tags_added';
    case 'product':
      return 'products/update';
    case 'collection':
      return 'collections/update';
    case 'email_consent':
      return 'customers_email_marketing_consent/update';
    case 'shop':
      return 'app/uninstalled';
    case 'scopes_update':
      return 'app/scopes_update';
    case 'data_request':
      return 'customers/data_request';
    case 'customer_redaction':
      return 'customers/redact';
    case 'shop_redaction':
      return 'shop/redact';
    case 'unknown':
      return undefined;
  }
}
