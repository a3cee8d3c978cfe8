import {
  type ListedDataRequest,
  listDataRequests,
} from '#app/db/privacy/data-request-list.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { RowId } from '../row-id.server.ts';
import type { Services } from '../services.server.ts';

const PAGE_SIZE = 25;

/**
 * A page of the requests of customers for what is known of them, newest first.
 * @param before where the page continues, as an earlier page's `older` says it; what cannot be read begins anew
 * @returns times as ISO 8601; where the list goes on, if it does
 */
export async function readDataRequests(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  before: string | null,
) {
  const place = RowId.nullable().catch(null).parse(before);
  // One more than is shown says whether there is more.
  const found = await listDataRequests(database.pool, shopId, place, PAGE_SIZE + 1);
  const requests = found.slice(0, PAGE_SIZE);
  return {
    now: clock.now().toISOString(),
    requests: requests.map(viewRequest),
    isNewest: place === null,
    older: found.length > PAGE_SIZE ? (requests.at(-1)?.id ?? null) : null,
  };
}

function viewRequest(request: ListedDataRequest) {
  return {
    ...request,
    requestedAt: request.requestedAt.toISOString(),
    dueAt: request.dueAt.toISOString(),
    handedOverAt: request.handedOverAt?.toISOString() ?? null,
  };
}
