import { findShopByDomain, type Shop } from '#app/db/shops/shops.server.ts';

import { installShop, type InstallOutcome } from './install-shop.server.ts';
import type { Services } from '../services.server.ts';

export type { Shop };

/**
 * The shop whose staff opens the app. Where its installation was interrupted, or it comes back after an uninstall,
 * it is set up here.
 * @param shopDomain of an authenticated request
 */
export async function openShop(services: Services, shopDomain: string): Promise<InstallOutcome> {
  const shop = await findShopByDomain(services.database.pool, shopDomain);
  return shop?.uninstalledAt === null ? { ok: true, shop } : installShop(services, shopDomain);
}
