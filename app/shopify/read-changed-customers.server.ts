import type { CustomerDetails } from '#app/loyalty/order-fact.ts';

import type { AdminAnswer, AdminApi } from './admin-api.server.ts';
import { changedSince, type ChangesAsked } from './changed-since.server.ts';
import { ChangedCustomers } from './generated/operations.server.ts';
import { readApiCustomer } from './read-api-customer.server.ts';

/** As many as a connection gives at once; they cost 752 points of the 1,000 that a query may. */
export const CUSTOMERS_A_CALL = 250;

/** A customer, with when she last changed, in ISO 8601. */
export interface ChangedCustomer {
  readonly customer: CustomerDetails;
  readonly updatedAt: string;
}

/** A page of customers who changed. */
export interface ChangedCustomersPage {
  readonly customers: readonly ChangedCustomer[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/**
 * Reads customers who changed, the longest unchanged first.
 * @param asked a page holds no more than 250, whatever `limit` says
 */
export async function readChangedCustomers(
  adminApi: AdminApi,
  shopDomain: string,
  asked: ChangesAsked,
): Promise<AdminAnswer<ChangedCustomersPage>> {
  const variables = changedSince(asked, CUSTOMERS_A_CALL);
  const answer = await adminApi.run(shopDomain, ChangedCustomers, variables);
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.customers;
  const customers = nodes.map((node) => ({
    customer: readApiCustomer(node),
    updatedAt: node.updatedAt,
  }));
  return { ok: true, data: { customers, next: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
}
