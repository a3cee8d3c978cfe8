/**
 * A payment as `order_transactions/create` carries it
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/transaction).
 */
export function transactionBody(orderId: number) {
  return {
    id: 389404469,
    order_id: orderId,
    kind: 'sale',
    gateway: 'gift_card',
    status: 'success',
    amount: '10.00',
    currency: 'EUR',
    created_at: '2026-03-01T10:00:00+01:00',
    admin_graphql_api_id: 'gid://shopify/OrderTransaction/389404469',
  };
}

/** The end of a merge as `customers/merge` tells it. */
export function mergeBody(
  { kept, absorbed }: { readonly kept: number; readonly absorbed: number },
  status = 'completed',
) {
  return {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${absorbed}`,
    admin_graphql_api_job_id: null,
    status,
    errors: [],
  };
}

/** A customer's word on the newsletter, as `customers_email_marketing_consent/update` tells it. */
export function consentBody(
  state = 'subscribed',
  updatedAt: string | null = '2026-03-02T11:00:00+01:00',
) {
  return {
    customer_id: 7,
    email_address: 'ada@example.com',
    email_marketing_consent: {
      state,
      opt_in_level: 'single_opt_in',
      consent_updated_at: updatedAt,
    },
  };
}
