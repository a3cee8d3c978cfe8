import { inTransaction } from '#app/db/database.server.ts';
import { listExpiredPromises } from '#app/db/redemptions/redemption-list.server.ts';
import type { Redemption } from '#app/db/redemptions/redemption.server.ts';

import { endRedemption, type RedemptionEnding } from '../redemptions/end-redemption.server.ts';
import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 100;

/** Experiences that nobody came for in time: their points are spent, as those of a code that nobody used. */
export async function expirePromises(tending: Tending): Promise<void> {
  const { services, shop, now } = tending;
  const { database } = services;
  const expired = await listExpiredPromises(database.pool, shop.id, now, BATCH_SIZE);
  await tending.forEach(
    expired.map((id) => ({ id })),
    async ({ id }) => {
      await inTransaction(database, (sql) => endRedemption(sql, shop.id, id, expire, now));
    },
  );
}

function expire({ kind, state }: Redemption): RedemptionEnding | null {
  return kind === 'experience' && state === 'ready' ? { state: 'expired', points: 'spent' } : null;
}
