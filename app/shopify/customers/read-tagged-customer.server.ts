import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';

import { fromGid } from '../admin-api/gid.server.ts';

/** https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customer.tags_added, as far as it is subscribed to. */
const TaggedBody = z.object({
  customerId: z.string().regex(/^gid:\/\/shopify\/Customer\/[1-9]\d{0,18}$/),
});

/**
 * Whose tags have changed.
 * @param body the parsed JSON of `customer.tags_added` or `customer.tags_removed`
 * @throws ZodError for anything else
 */
export function readTaggedCustomer(body: unknown): CustomerId {
  return CustomerId.parse(fromGid('Customer', TaggedBody.parse(body).customerId));
}
