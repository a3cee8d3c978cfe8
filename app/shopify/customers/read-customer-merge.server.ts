import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';

import { fromGid } from '../admin-api/gid.server.ts';

const CustomerGid = z
  .string()
  .regex(/^gid:\/\/shopify\/Customer\/[1-9]\d{0,18}$/)
  .transform((gid) => CustomerId.parse(fromGid('Customer', gid)));

const MergeBody = z.object({
  admin_graphql_api_customer_kept_id: CustomerGid,
  admin_graphql_api_customer_deleted_id: CustomerGid,
  status: z.string().max(100),
});

/** Whose orders and details are whose after a merge. */
export interface CustomersMerged {
  readonly kind: 'customers_merged';
  readonly keptId: CustomerId;
  readonly absorbedId: CustomerId;
}

/**
 * Reads the body of `customers/merge` (https://shopify.dev/docs/api/webhooks/latest?reference=toml). A merge is a job:
 * it is also told of when it failed, and then both customers are still there.
 * @returns null when nobody was merged
 * @throws ZodError for what is none
 */
export function readCustomerMerge(body: unknown): CustomersMerged | null {
  const merge = MergeBody.parse(body);
  const { admin_graphql_api_customer_kept_id: keptId } = merge;
  const { admin_graphql_api_customer_deleted_id: absorbedId } = merge;
  if (merge.status !== 'completed' || keptId === absorbedId) return null;
  return { kind: 'customers_merged', keptId, absorbedId };
}
