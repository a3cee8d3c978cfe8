import { dropGuestContactsBefore } from '#app/db/orders/guest-orders.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import { listEveryShop } from '#app/db/shops/shops.server.ts';

import type { Services } from '../services.server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Forgets by what guests' orders could be claimed that nobody can claim any more: they are older than any version of the
 * shop's program allows.
 * @param signal ends it between two shops
 * @returns how many addresses were dropped
 */
export async function dropOldContacts(
  { database, clock, logger }: Pick<Services, 'database' | 'clock' | 'logger'>,
  signal?: AbortSignal,
): Promise<number> {
  const now = clock.now().getTime();
  let total = 0;
  for (const shopId of await listEveryShop(database.pool)) {
    if (signal?.aborted) break;
    const versions = await listProgramVersions(database.pool, shopId);
    const days = Math.max(0, ...versions.map(({ program }) => program.enrolment.claimDays));
    const moment = new Date(now - days * DAY_MS);
    total += await dropGuestContactsBefore(database.pool, shopId, moment);
  }
  if (total > 0) logger.info({ contacts: total }, 'old addresses of guests were dropped');
  return total;
}
