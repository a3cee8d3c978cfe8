/** Whom a compliance request is about. */
export interface Person {
  readonly customerId: number;
  readonly email?: string;
  readonly phone?: string;
  readonly orderIds?: readonly number[];
}

const SHOPIFY_SHOP_ID = 954_889;

const shopParts = (shopDomain: string) => ({ shop_id: SHOPIFY_SHOP_ID, shop_domain: shopDomain });

const customerParts = ({ customerId, email, phone }: Person) => ({
  id: customerId,
  email: email ?? null,
  phone: phone ?? null,
});

/** `customers/data_request`, see https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-data_request */
export function dataRequestBody(shopDomain: string, person: Person, requestId = 9999) {
  return {
    ...shopParts(shopDomain),
    orders_requested: person.orderIds ?? [],
    customer: customerParts(person),
    data_request: { id: requestId },
  };
}

/** `customers/redact`, see https://shopify.dev/docs/apps/build/privacy-law-compliance#customers-redact */
export function customerRedactionBody(shopDomain: string, person: Person) {
  return {
    ...shopParts(shopDomain),
    customer: customerParts(person),
    orders_to_redact: person.orderIds ?? [],
  };
}

/** `shop/redact`, see https://shopify.dev/docs/apps/build/privacy-law-compliance#shop-redact */
export function shopRedactionBody(shopDomain: string) {
  return shopParts(shopDomain);
}

/** `customers/delete` */
export function deletedCustomerBody(customerId: number) {
  return {
    id: customerId,
    phone: null,
    addresses: [],
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
  };
}

/** `app/uninstalled`, as far as it says who the shop is. */
export function uninstalledShopBody(shopDomain: string) {
  return {
    id: SHOPIFY_SHOP_ID,
    name: 'Beans',
    email: 'owner@shop.example',
    myshopify_domain: shopDomain,
  };
}

/** `app/scopes_update`, see https://shopify.dev/changelog/new-webhook-topic-app-scopes_update */
export function scopesUpdateBody(current: readonly string[], previous: readonly string[] = []) {
  return {
    id: 1234,
    previous,
    current,
    updated_at: '2026-04-01T00:00:00.000Z',
    shop_id: SHOPIFY_SHOP_ID,
  };
}
