import { OWNER } from '../auth/staff.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { rawId } from './wire.ts';

/** What is not known of the shop, under the names that Shopify gives it. */
const UNKNOWN = {
  address1: null,
  address2: null,
  auto_configure_tax_inclusivity: null,
  checkout_api_supported: true,
  city: null,
  country: null,
  country_code: null,
  country_name: null,
  county_taxes: null,
  created_at: null,
  eligible_for_payments: true,
  finances: true,
  google_apps_domain: null,
  google_apps_login_enabled: null,
  has_discounts: true,
  has_gift_cards: true,
  has_storefront: true,
  latitude: null,
  longitude: null,
  marketing_sms_consent_enabled_at_checkout: false,
  multi_location_enabled: false,
  password_enabled: false,
  phone: null,
  pre_launch_enabled: false,
  primary_location_id: null,
  province: null,
  province_code: null,
  requires_extra_payments_agreement: false,
  setup_required: false,
  source: null,
  tax_shipping: null,
  transactional_sms_disabled: false,
  updated_at: null,
  weight_unit: 'kg',
  zip: null,
} as const;

/**
 * Body of `app/uninstalled` and `shop/update`: the shop, with the keys of
 * https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-app/uninstalled
 */
export function shopBody(shop: SandboxShop): Record<string, unknown> {
  const format = `{{amount}} ${shop.currency}`;
  return {
    ...UNKNOWN,
    id: rawId(shop.id),
    name: shop.name,
    email: shop.email,
    customer_email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currency,
    enabled_presentment_currencies: [shop.currency],
    iana_timezone: shop.timezone,
    timezone: shop.timezone,
    primary_locale: shop.primaryLocale,
    taxes_included: shop.taxesIncluded,
    plan_display_name: shop.planDisplayName,
    plan_name: shop.partnerDevelopment ? 'partner_test' : 'basic',
    shop_owner: `${OWNER.firstName} ${OWNER.lastName}`,
    money_format: format,
    money_in_emails_format: format,
    money_with_currency_format: format,
    money_with_currency_in_emails_format: format,
  };
}
