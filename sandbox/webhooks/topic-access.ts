import type { Installation } from '../store/app-types.ts';

/** Of each topic the scopes of which one is needed, as far as it needs any; a `write_` scope includes its `read_` one. */
const ORDERS = ['read_orders', 'read_marketplace_orders'];
const CUSTOMERS = ['read_customers'];
const PRODUCTS = ['read_products'];
/** "Requires the `read_discounts` scope", `WebhookSubscriptionTopic.DISCOUNTS_DELETE` */
const DISCOUNTS = ['read_discounts'];
/** "Requires the `read_customer_merge` scope", `WebhookSubscriptionTopic.CUSTOMERS_MERGE` */
const MERGES = ['read_customer_merge'];

/** "to all apps installed on that shop that have been granted access to customers or orders" */
const PERSONAL_DATA = [...CUSTOMERS, ...ORDERS];

function scopesFor(topic: string): readonly string[] {
  if (topic === 'customers/data_request' || topic === 'customers/redact') return PERSONAL_DATA;
  if (topic === 'customers/merge') return MERGES;
  if (/^(products|collections)\//.test(topic)) return PRODUCTS;
  if (topic.startsWith('discounts/')) return DISCOUNTS;
  if (/^(orders|order_transactions|refunds)\//.test(topic)) return ORDERS;
  return /^customers?[._/]/.test(topic) ? CUSTOMERS : [];
}

/**
 * Whether an app is told of a topic that it subscribes to: only while it is installed and has a scope that the topic
 * asks for (https://shopify.dev/docs/apps/build/webhooks/subscribe#requirements), `shop/redact` only when it is not
 * (https://shopify.dev/docs/apps/build/privacy-law-compliance#shop-redact).
 */
export function mayBeTold(installation: Installation | undefined, topic: string): boolean {
  if (!installation) return false;
  if (topic === 'shop/redact') return installation.uninstalledAt !== null;
  if (installation.uninstalledAt !== null) return false;
  const needed = scopesFor(topic);
  const granted = new Set(installation.scopes);
  return (
    needed.length === 0 ||
    needed.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_')))
  );
}
