import type { SandboxShop } from '../store/shop-types.ts';

/** The shop of the sandbox: a small coffee roaster that sells in Germany and beyond. */
export const SHOP: SandboxShop = {
  id: '68214930127',
  domain: 'fernhill-roastery.myshopify.com',
  name: 'Fernhill Coffee Roasters',
  email: 'hello@fernhill.example',
  currency: 'EUR',
  timezone: 'Europe/Berlin',
  primaryLocale: 'en',
  locales: ['en', 'de'],
  partnerDevelopment: false,
  planDisplayName: 'Basic',
  taxesIncluded: true,
  taxRatePercent: 19,
  shippingFee: 490,
  freeShippingFrom: 4900,
  theme: 'light',
};
