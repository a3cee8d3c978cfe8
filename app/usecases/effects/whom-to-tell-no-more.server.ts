import { listStandings } from '#app/db/members/members.server.ts';
import type { TakenEffect } from '#app/db/queue/effects.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { findMissing } from '#app/shopify/admin-api/read-existing.server.ts';

import type { Services } from '../services.server.ts';

/**
 * Which of these effects, refused by Shopify, are on members whose customer it does not know any more: deleted or merged,
 * and the news of it was lost or is still to come. They would be refused for ever. A customer that is gone does not come
 * back; one that took another's place has effects of her own.
 * @param refused effects of one kind, no more than a batch
 * @returns their subjects; nothing where Shopify cannot be asked now
 */
export async function whomToTellNoMore(
  { database, adminApi }: Pick<Services, 'database' | 'adminApi'>,
  shop: Pick<Shop, 'id' | 'domain'>,
  refused: readonly TakenEffect[],
): Promise<ReadonlySet<string>> {
  const ofMembers = refused.filter(({ kind }) => kind !== 'program-face');
  if (ofMembers.length === 0) return new Set();
  const memberIds = ofMembers.map(({ subjectId }) => subjectId);
  const standings = await listStandings(database.pool, shop.id, memberIds);
  const customerIds = standings.map(({ customerId }) => customerId);
  const missing = await findMissing(adminApi, shop.domain, 'Customer', customerIds);
  if (!missing.ok) return new Set();
  const gone = new Set<string>(missing.data);
  return new Set(
    standings.filter(({ customerId }) => gone.has(customerId)).map(({ memberId }) => memberId),
  );
}
