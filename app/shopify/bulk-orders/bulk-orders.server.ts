import type { AdminAnswer, AdminApi, AdminFailure } from '../admin-api/admin-api.server.ts';
import { AllOrders, BulkQueryState, StartBulkQuery } from '../generated/operations.server.ts';

/** How far a bulk query has come. */
export type BulkProgress =
  | { readonly kind: 'running'; readonly ordersFound: number }
  /** Where its result lies, for seven days; null where there is none because there are no orders. */
  | { readonly kind: 'finished'; readonly url: string | null }
  /** It ended without a result, and has to be started anew. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Bulk queries take minutes, so a place among the few that may run at once is not free sooner. */
const RETRY_AFTER_MS = 60_000;

const NO_PLACE = new Set(['LIMIT_REACHED', 'OPERATION_IN_PROGRESS']);

/**
 * Has Shopify write all orders of a shop into a file (https://shopify.dev/docs/api/usage/bulk-operations/queries).
 * @returns the operation's global id
 */
export async function startBulkOrders(
  adminApi: AdminApi,
  shopDomain: string,
): Promise<AdminAnswer<string>> {
  const query = AllOrders.toString();
  const answer = await adminApi.run(shopDomain, StartBulkQuery, { query });
  if (!answer.ok) return answer;
  const started = answer.data.bulkOperationRunQuery;
  if (started?.bulkOperation) return { ok: true, data: started.bulkOperation.id };
  return { ok: false, failure: whyNotStarted(started?.userErrors ?? []) };
}

function whyNotStarted(
  errors: readonly { readonly code: string | null; readonly message: string }[],
): AdminFailure {
  if (errors.some(({ code }) => code !== null && NO_PLACE.has(code))) {
    return { kind: 'throttled', retryAfterMs: RETRY_AFTER_MS };
  }
  return { kind: 'refused', reason: errors.map(({ message }) => message).join('; ') };
}

/**
 * Asks how far a bulk query has come.
 * @param operationId what `startBulkOrders` returned
 */
export async function readBulkProgress(
  adminApi: AdminApi,
  shopDomain: string,
  operationId: string,
): Promise<AdminAnswer<BulkProgress>> {
  const answer = await adminApi.run(shopDomain, BulkQueryState, { id: operationId });
  if (!answer.ok) return answer;
  const operation = answer.data.bulkOperation;
  if (!operation) return { ok: true, data: { kind: 'failed', reason: 'NOT_FOUND' } };
  switch (operation.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING': {
      const ordersFound = Number(operation.rootObjectCount);
      return { ok: true, data: { kind: 'running', ordersFound } };
    }
    case 'COMPLETED':
      return { ok: true, data: { kind: 'finished', url: operation.url } };
    case 'CANCELED':
    case 'EXPIRED':
    case 'FAILED':
      return {
        ok: true,
        data: { kind: 'failed', reason: operation.errorCode ?? operation.status },
      };
  }
}
