import { writeAuditEntry } from '#app/db/shops/audit-log.server.ts';
import { inTransaction } from '#app/db/database.server.ts';
import { deleteSessionsOfShop } from '#app/db/shops/sessions.server.ts';
import { type UninstallNews, noteUninstall } from '#app/db/shops/shops.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import { askForStorefrontRefresh } from '../effects/refresh-summaries.server.ts';
import type { Services } from '../services.server.ts';

/**
 * Takes leave of a shop that removed the app: its access tokens go, its members and their points stay for the day
 * it comes back. News that arrives only after the shop has installed the app again takes nothing away; but with the
 * app Shopify had taken away what it wrote for the storefront, so that is written again.
 * @param removedAt when Shopify says that it happened
 */
export async function uninstallShop(
  services: Services,
  shopId: ShopId,
  removedAt: Date,
): Promise<UninstallNews> {
  const now = services.clock.now();
  return inTransaction(services.database, async (sql) => {
    const noted = await noteUninstall(sql, shopId, removedAt);
    if (noted.news === 'outdated') return noted.news;
    const { news, domain } = noted;
    if (news === 'gone') await deleteSessionsOfShop(sql, domain);
    else await askForStorefrontRefresh(sql, shopId, now);
    await writeAuditEntry(sql, shopId, { actor: 'shopify', action: 'app.uninstalled' }, now);
    services.logger.info({ shop: domain, news }, 'the shop has removed the app');
    return news;
  });
}
