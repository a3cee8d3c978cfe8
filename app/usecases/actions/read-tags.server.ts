import { listCustomersOf } from '#app/db/actions/customers-of-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { MemberId } from '#app/loyalty/ids.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';

import { askForTags } from '../settling/ask-for-traits.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Asks which tags the customers of members have.
 * @returns by member; nobody is asked about nobody
 */
export async function readTags(
  { database, adminApi, clock }: Pick<Services, 'database' | 'adminApi' | 'clock'>,
  shop: Shop,
  memberIds: readonly MemberId[],
): Promise<AdminAnswer<ReadonlyMap<MemberId, readonly string[]>>> {
  const customers = await listCustomersOf(database.pool, shop.id, memberIds);
  const asking = { adminApi, sql: database.pool, shop, now: clock.now() };
  const tags = await askForTags(asking, [...new Set(customers.values())]);
  if (!tags.ok) return tags;
  const byMember = [...customers].map(
    ([memberId, customerId]) => [memberId, tags.data.get(customerId) ?? []] as const,
  );
  return { ok: true, data: new Map(byMember) };
}
