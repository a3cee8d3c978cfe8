import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { insertFirstProgram } from '#app/db/programs/first-program.server.ts';
import { saveInstalledShop, type Shop } from '#app/db/shops/shops.server.ts';
import { resumeWaitingWork } from '#app/db/deliveries/waiting-work.server.ts';
import { firstProgram } from '#app/loyalty/presets/presets.ts';
import type { AdminFailure } from '#app/shopify/admin-api/admin-api.server.ts';
import { readShopDetails } from '#app/shopify/read-shop-details.server.ts';

import { askForStorefrontRefresh } from '../effects/refresh-summaries.server.ts';
import type { Services } from '../services.server.ts';

export type InstallOutcome =
  | { readonly ok: true; readonly shop: Shop }
  | { readonly ok: false; readonly failure: AdminFailure };

/**
 * Sets a shop up that has just given us an access token: notes the shop, gives it a first program in force from
 * now on, and has the storefront told of it. To a shop that comes back, everything is told anew, and whatever waited
 * for a token is tried at once. Doing it again refreshes what we know of the shop and nothing else, so every token
 * exchange may call it, and two at the same time do no harm.
 * @returns the shop, or why Shopify did not tell us about it
 */
export async function installShop(services: Services, shopDomain: string): Promise<InstallOutcome> {
  const { adminApi, clock, database, logger } = services;
  const details = await readShopDetails(adminApi, shopDomain);
  if (!details.ok) {
    logger.warn({ shop: shopDomain, failure: details.failure }, 'a shop could not be set up');
    return details;
  }
  const now = clock.now();
  const { arrival, ...shop } = await inTransaction(database, async (sql) => {
    const saved = await saveInstalledShop(sql, details.data, now);
    await insertFirstProgram(sql, saved.id, firstProgram(), now);
    // An uninstall took the app's metafields away.
    if (saved.arrival === 'returned') await askForStorefrontRefresh(sql, saved.id, now);
    else await queueEffects(sql, saved.id, 'program-face', [saved.id], now);
    await resumeWaitingWork(sql, saved.id, now);
    if (saved.arrival !== 'present') {
      const action = saved.arrival === 'new' ? 'app.installed' : 'app.returned';
      await writeAuditEntry(sql, saved.id, { actor: 'shopify', action }, now);
    }
    return saved;
  });
  logger.info({ shop: shopDomain, arrival }, 'the shop is set up');
  return { ok: true, shop };
}
