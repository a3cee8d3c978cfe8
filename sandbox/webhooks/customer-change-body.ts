import type { Customer } from '../store/customer-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import type { TagsChange } from './announcement.ts';
import { rawId, shopTime } from './wire.ts';

/** `CustomerEmailMarketingState` in small letters: whoever agreed once and does not any more has unsubscribed. */
export function consentState({ acceptsMarketing, consentUpdatedAt }: Customer): string {
  if (acceptsMarketing) return 'subscribed';
  return consentUpdatedAt === undefined ? 'not_subscribed' : 'unsubscribed';
}

/**
 * Body of `customers_email_marketing_consent/update`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customers_email_marketing_consent/update
 */
export function consentBody(customer: Customer, shop: SandboxShop): Record<string, unknown> {
  const { consentUpdatedAt } = customer;
  return {
    customer_id: rawId(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: consentState(customer),
      opt_in_level: consentUpdatedAt === undefined ? null : 'single_opt_in',
      consent_updated_at: consentUpdatedAt === undefined ? null : shopTime(consentUpdatedAt, shop),
    },
  };
}

/**
 * Body of `customer.tags_added` and `customer.tags_removed`, key by key that of the samples in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customer.tags_added
 */
export function tagsBody({ customerId, tags, occurredAt }: TagsChange): Record<string, unknown> {
  return { customerId: `gid://shopify/Customer/${customerId}`, tags, occurredAt };
}
