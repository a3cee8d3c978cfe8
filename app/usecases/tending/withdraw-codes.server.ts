import { dropCode, listWithdrawnCodes } from '#app/db/redemptions/missing-codes.server.ts';
import { deleteCode, findCode } from '#app/shopify/reward-discounts/discount-codes.server.ts';

import type { Tending } from './tending.server.ts';

const BATCH_SIZE = 100;
/** How soon it is looked again whether a code is gone. */
const SOON_MS = 30_000;

/**
 * Deletes codes at Shopify that replaced lost ones with which, as is known only now, an order had been placed: nobody is given a
 * reward twice. One that was used meanwhile cannot be taken back any more.
 */
export async function withdrawCodes(tending: Tending): Promise<void> {
  const { services, shop } = tending;
  const { pool } = services.database;
  for (const code of await listWithdrawnCodes(pool, shop.id, BATCH_SIZE)) {
    if (tending.hasEnded) return;
    const found = await findCode(services.adminApi, shop.domain, code);
    if (!found.ok) {
      tending.fail(found.failure, 0);
      continue;
    }
    if (found.data === null || found.data.usages > 0) {
      await dropCode(pool, shop.id, code);
      continue;
    }
    // Asking for it again does no harm.
    const deleted = await deleteCode(services.adminApi, shop.domain, found.data);
    if (deleted.ok) tending.comeBackIn(SOON_MS);
    else tending.fail(deleted.failure, 0);
  }
}
