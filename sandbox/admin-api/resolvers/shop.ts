import type { SandboxShop } from '../../store/shop-types.ts';
import { fieldsOf } from '../context.ts';
import { toGid } from '../gid.ts';

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Shop */
export const shopFields = fieldsOf<SandboxShop>({
  id: (shop) => toGid('Shop', shop.id),
  name: (shop) => shop.name,
  email: (shop) => shop.email,
  contactEmail: (shop) => shop.email,
  myshopifyDomain: (shop) => shop.domain,
  url: (shop) => `https://${shop.domain}`,
  currencyCode: (shop) => shop.currency,
  enabledPresentmentCurrencies: (shop) => [shop.currency],
  ianaTimezone: (shop) => shop.timezone,
  taxesIncluded: (shop) => shop.taxesIncluded,
  plan: (shop) => ({
    partnerDevelopment: shop.partnerDevelopment,
    publicDisplayName: shop.planDisplayName,
    shopifyPlus: /plus/i.test(shop.planDisplayName),
  }),
  // The shop has no domain of its own, so its myshopify domain is the primary one.
  primaryDomain: (shop) => ({
    id: toGid('Domain', shop.id),
    host: shop.domain,
    url: `https://${shop.domain}`,
    sslEnabled: true,
    localization: {
      defaultLocale: shop.primaryLocale,
      alternateLocales: shop.locales.filter((locale) => locale !== shop.primaryLocale),
      country: null,
    },
  }),
  customerAccountsV2: (shop) => ({
    customerAccountsVersion:
      shop.customerAccounts === 'classic' ? 'CLASSIC' : 'NEW_CUSTOMER_ACCOUNTS',
    loginLinksVisibleOnStorefrontAndCheckout: true,
    loginRequiredAtCheckout: false,
    url: `https://${shop.domain}/account`,
  }),
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/ShopLocale */
export function shopLocales(shop: SandboxShop, published: unknown) {
  if (published === false) return [];
  return shop.locales.map((locale) => ({
    locale,
    name: new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale,
    primary: locale === shop.primaryLocale,
    published: true,
  }));
}
