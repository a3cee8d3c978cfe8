import { inTransaction } from '#app/db/database.server.ts';
import { deleteSessionsOfShop } from '#app/db/sessions.server.ts';
import { markShopUninstalled } from '#app/db/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { Services } from './services.server.ts';

/**
 * Takes leave of a shop that removed the app: its access tokens go, its members and their points stay for the day
 * it comes back. News of an uninstall that arrives after the shop has installed the app again changes nothing.
 * @param removedAt when Shopify says that it happened
 */
export async function uninstallShop(
  services: Services,
  shopId: ShopId,
  removedAt: Date,
): Promise<void> {
  await inTransaction(services.database, async (sql) => {
    const domain = await markShopUninstalled(sql, shopId, removedAt);
    if (domain === undefined) return;
    await deleteSessionsOfShop(sql, domain);
    services.logger.info({ shop: domain }, 'the shop has removed the app');
  });
}
