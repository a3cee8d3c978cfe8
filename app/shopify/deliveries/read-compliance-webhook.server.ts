import { z } from 'zod';

import { CustomerId, OrderId } from '#app/loyalty/ids.ts';

import { WireId } from '../wire/wire-body.server.ts';
import { storableTextOrNull } from '../wire/storable-text.server.ts';

/** Whom a shop is to forget: how its kept bodies may name her. */
export interface RedactedCustomer {
  readonly customerId: CustomerId;
  readonly email: string | null;
  readonly phone: string | null;
  /** Orders of which nothing personal may stay. */
  readonly orderIds: readonly OrderId[];
}

const Customer = z.object({
  id: WireId.pipe(CustomerId),
  email: z.string().nullish().transform(storableTextOrNull),
  phone: z.string().nullish().transform(storableTextOrNull),
});
/** Shopify names the orders that were placed through the app's time, at times none. */
const Orders = z
  .array(WireId.pipe(OrderId))
  .nullish()
  .transform((orderIds) => orderIds ?? []);
const DOMAIN = z.string().min(1);

/**
 * Reads the body of `customers/data_request`
 * (https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-data_request).
 * @throws ZodError for what is none
 */
export function readDataRequest(body: unknown) {
  const request = z
    .object({
      shop_domain: DOMAIN,
      orders_requested: Orders,
      customer: Customer,
      data_request: z.object({ id: WireId }),
    })
    .parse(body);
  return {
    shopDomain: request.shop_domain,
    requestId: request.data_request.id,
    customerId: request.customer.id,
    orderIds: request.orders_requested,
  };
}

/**
 * Reads the body of `customers/redact`
 * (https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-redact).
 * @throws ZodError for what is none
 */
export function readCustomerRedaction(body: unknown): RedactedCustomer & { shopDomain: string } {
  const { shop_domain, customer, orders_to_redact } = z
    .object({ shop_domain: DOMAIN, customer: Customer, orders_to_redact: Orders })
    .parse(body);
  return {
    shopDomain: shop_domain,
    customerId: customer.id,
    email: customer.email,
    phone: customer.phone,
    orderIds: orders_to_redact,
  };
}

/**
 * Reads which shop the body of `shop/redact` names
 * (https://shopify.dev/docs/apps/build/privacy-law-compliance#shop-redact).
 * @throws ZodError when it names none
 */
export function readShopRedaction(body: unknown): string {
  return z.object({ shop_domain: DOMAIN }).parse(body).shop_domain;
}

/**
 * Reads which shop the body of `app/uninstalled` names.
 * @throws ZodError when it names none
 */
export function readUninstalledShop(body: unknown): string {
  return z.object({ myshopify_domain: DOMAIN }).parse(body).myshopify_domain;
}
