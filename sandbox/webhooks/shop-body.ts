import type { SandboxShop } from '../store/types.ts';
import { rawId } from './wire.ts';

/**
 * Body of `app/uninstalled`: the shop, of which this is the part that says who it is; see
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-app/uninstalled
 */
export function shopBody(shop: SandboxShop): Record<string, unknown> {
  return {
    id: rawId(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currency,
    iana_timezone: shop.timezone,
    primary_locale: shop.primaryLocale,
    taxes_included: shop.taxesIncluded,
    plan_display_name: shop.planDisplayName,
    plan_name: shop.partnerDevelopment ? 'partner_test' : 'basic',
    customer_email: shop.email,
    password_enabled: false,
    has_storefront: true,
  };
}
