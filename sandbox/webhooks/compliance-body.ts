import type { Id } from '../store/scalars.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import type { PersonConcerned } from './announcement.ts';
import { rawId } from './wire.ts';

/**
 * Bodies of the compliance topics, key by key those of
 * https://shopify.dev/docs/apps/build/privacy-law-compliance ("Payload").
 */
function shopParts(shop: SandboxShop) {
  return { shop_id: rawId(shop.id), shop_domain: shop.domain };
}

function customerParts({ id, email, phone }: PersonConcerned['customer']) {
  return { id: rawId(id), email, phone };
}

/** Body of `customers/data_request`: what the shop asks of the app is the person's data, not an answer. */
export function dataRequestBody(
  shop: SandboxShop,
  { customer, orderIds }: PersonConcerned,
  requestId: Id,
): Record<string, unknown> {
  return {
    ...shopParts(shop),
    orders_requested: orderIds.map(rawId),
    customer: customerParts(customer),
    data_request: { id: rawId(requestId) },
  };
}

/** Body of `customers/redact`. */
export function customerRedactBody(
  shop: SandboxShop,
  { customer, orderIds }: PersonConcerned,
): Record<string, unknown> {
  return {
    ...shopParts(shop),
    customer: customerParts(customer),
    orders_to_redact: orderIds.map(rawId),
  };
}

/** Body of `shop/redact`. */
export function shopRedactBody(shop: SandboxShop): Record<string, unknown> {
  return shopParts(shop);
}
