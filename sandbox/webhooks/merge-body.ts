import type { CustomersMerge } from './announcement.ts';

/**
 * Body of `customers/merge`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customers/merge, of a merge that went well. The
 * job is null there, as the sample's merge failed; `CustomerMergePayload.job` says that there is one.
 */
export function mergeBody({ keptId, deletedId, jobId }: CustomersMerge): Record<string, unknown> {
  return {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${keptId}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${deletedId}`,
    admin_graphql_api_job_id: `gid://shopify/Job/${jobId}`,
    status: 'completed',
    errors: [],
  };
}
