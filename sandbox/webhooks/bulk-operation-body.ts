import type { BulkOperation } from '../store/bulk-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { shopTime } from './wire.ts';

/**
 * Body of `bulk_operations/finish`, key by key that of the sample in
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-bulk_operations/finish
 */
export function bulkOperationBody(
  operation: BulkOperation,
  shop: SandboxShop,
): Record<string, unknown> {
  const { id, completedAt, createdAt, errorCode, status } = operation;
  return {
    admin_graphql_api_id: `gid://shopify/BulkOperation/${id}`,
    completed_at: completedAt === null ? null : shopTime(completedAt, shop),
    created_at: shopTime(createdAt, shop),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: 'query',
  };
}
