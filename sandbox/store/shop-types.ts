import type { Id, Minor } from './scalars.ts';

export type ThemeName = 'light' | 'dark' | 'serif';

export interface SandboxShop {
  id: Id;
  /** `roastery.myshopify.com` */
  domain: string;
  name: string;
  email: string;
  currency: string;
  timezone: string;
  primaryLocale: string;
  locales: string[];
  /** The language in which the owner uses the admin; the shop's primary one where absent. */
  staffLocale?: string;
  /** `shop.plan.partnerDevelopment` */
  partnerDevelopment: boolean;
  planDisplayName: string;
  taxesIncluded: boolean;
  /** Per cent, included in prices where `taxesIncluded`. */
  taxRatePercent: number;
  /** With classic ones nobody can pay with store credit; new ones where absent. */
  customerAccounts?: 'new' | 'classic';
  shippingFee: Minor;
  freeShippingFrom: Minor;
  theme: ThemeName;
}

/** Where the merchant has put the app's blocks, per theme. */
export interface ThemeSettings {
  theme: ThemeName;
  /** Handle of the app embed (file name in `blocks/` without `.liquid`) to its settings, when switched on. */
  embeds: Record<string, Record<string, string | number | boolean>>;
  /** App blocks placed on a template (`index`, `product`, `cart`, `account`), in order. */
  blocks: {
    id: Id;
    template: string;
    handle: string;
    settings: Record<string, string | number | boolean>;
  }[];
}
