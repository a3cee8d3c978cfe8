import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';

import { WireId } from '../wire/wire-body.server.ts';

/** Whether a customer agrees to the newsletter by e-mail. */
export interface EmailConsentNews {
  readonly customerId: CustomerId;
  readonly isSubscribed: boolean;
  /** Since when it is so; null where Shopify does not say. */
  readonly at: Date | null;
}

const ConsentBody = z.object({
  customer_id: WireId,
  email_marketing_consent: z.object({
    state: z.string().max(100),
    consent_updated_at: z.iso.datetime({ offset: true }).nullish(),
  }),
});

/**
 * Reads the body of `customers_email_marketing_consent/update`
 * (https://shopify.dev/docs/api/webhooks/latest?reference=toml). Only `subscribed` is consent: with double opt-in it is
 * `pending` until the customer has confirmed it.
 * @throws ZodError for what is none
 */
export function readEmailConsent(body: unknown): EmailConsentNews {
  const { customer_id: customerId, email_marketing_consent: consent } = ConsentBody.parse(body);
  const { state, consent_updated_at: updatedAt } = consent;
  return {
    customerId: CustomerId.parse(customerId),
    isSubscribed: state.toLowerCase() === 'subscribed',
    at: updatedAt ? new Date(updatedAt) : null,
  };
}
