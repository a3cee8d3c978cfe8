import { CustomerId } from '#app/loyalty/ids.ts';
import type { CustomerDetails } from '#app/loyalty/orders/order-fact.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { changedSince, type ChangesAsked } from '../admin-api/changed-since.server.ts';
import { ChangedCustomers, type ChangedCustomersQuery } from '../generated/operations.server.ts';
import { fromGid } from '../admin-api/gid.server.ts';
import { readApiCustomer } from './read-api-customer.server.ts';
import type { EmailConsentNews } from './read-email-consent.server.ts';

/** As many as a connection gives at once; they cost 752 points of the 1,000 that a query may. */
export const CUSTOMERS_A_CALL = 250;

/** A customer, with when she last changed, in ISO 8601, and what she has said of the newsletter, if anything. */
export interface ChangedCustomer {
  readonly customer: CustomerDetails;
  readonly updatedAt: string;
  readonly consent: EmailConsentNews | null;
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
    consent: consentOf(node),
  }));
  return { ok: true, data: { customers, next: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
}

type ChangedNode = ChangedCustomersQuery['customers']['nodes'][number];

/** Who has never said anything of the newsletter has no time at which she did. */
function consentOf({ id, defaultEmailAddress }: ChangedNode): EmailConsentNews | null {
  const updatedAt = defaultEmailAddress?.marketingUpdatedAt;
  if (!defaultEmailAddress || !updatedAt) return null;
  return {
    customerId: CustomerId.parse(fromGid('Customer', id)),
    isSubscribed: defaultEmailAddress.marketingState === 'SUBSCRIBED',
    at: new Date(updatedAt),
  };
}
