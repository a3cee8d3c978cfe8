import type { AdminAnswer, AdminApi } from './admin-api/admin-api.server.ts';
import { ShopDetails as ShopDetailsQuery } from './generated/operations.server.ts';

/** What Shopify says of a shop, as far as the app keeps it. */
export interface ShopDetails {
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly locale: string;
  readonly isDevelopment: boolean;
}

/** Spoken where a shop has no primary domain of its own yet. */
const DEFAULT_LOCALE = 'en';

/** Asks Shopify about a shop: its name, currency, timezone, language, and whether it is for development only. */
export async function readShopDetails(
  adminApi: AdminApi,
  shopDomain: string,
): Promise<AdminAnswer<ShopDetails>> {
  const answer = await adminApi.run(shopDomain, ShopDetailsQuery, {});
  if (!answer.ok) return answer;
  const { shop } = answer.data;
  return {
    ok: true,
    data: {
      domain: shopDomain,
      name: shop.name,
      currency: shop.currencyCode,
      timezone: shop.ianaTimezone,
      locale: shop.primaryDomain.localization?.defaultLocale ?? DEFAULT_LOCALE,
      isDevelopment: shop.plan.partnerDevelopment,
    },
  };
}
