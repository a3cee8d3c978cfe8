import { CustomerId } from '#app/loyalty/ids.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { CustomerTags } from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { IDS_A_CALL } from '../admin-api/read-existing.server.ts';
import { storableText } from '../wire/storable-text.server.ts';

/**
 * Reads the tags that customers have today.
 * @returns by customer; those whom Shopify no longer has are left out
 */
export async function readCustomerTags(
  adminApi: AdminApi,
  shopDomain: string,
  customerIds: readonly CustomerId[],
): Promise<AdminAnswer<Map<CustomerId, readonly string[]>>> {
  const read = new Map<CustomerId, readonly string[]>();
  for (let start = 0; start < customerIds.length; start += IDS_A_CALL) {
    const some = customerIds.slice(start, start + IDS_A_CALL);
    const ids = some.map((id) => toGid('Customer', id));
    const answer = await adminApi.run(shopDomain, CustomerTags, { ids });
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      if (node?.__typename !== 'Customer') continue;
      read.set(CustomerId.parse(fromGid('Customer', node.id)), node.tags.map(storableText));
    }
  }
  return { ok: true, data: read };
}
