import type { Shop } from '#app/db/shops/shops.server.ts';
import type { AdminAnswer, AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { findMissing } from '#app/shopify/admin-api/read-existing.server.ts';

/**
 * Who or what is missing twice in a row: where Shopify answers from a copy that lags behind, what has just been made is
 * not there yet, and nothing brings back what was taken for deleted.
 */
export async function findReallyMissing<Id extends string>(
  adminApi: AdminApi,
  shop: Pick<Shop, 'domain'>,
  kind: 'Order' | 'Customer',
  ids: readonly Id[],
): Promise<AdminAnswer<Id[]>> {
  const missing = await findMissing(adminApi, shop.domain, kind, ids);
  return missing.ok ? findMissing(adminApi, shop.domain, kind, missing.data) : missing;
}
