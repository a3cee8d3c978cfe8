import type { SandboxShop } from '../store/shop-types.ts';

/**
 * Languages live in subfolders, as in
 * https://shopify.dev/docs/storefronts/themes/markets/multiple-currencies-languages#urls:
 * the primary language at the root, every other below its own prefix (`/de`).
 */
export function rootUrlOf(shop: SandboxShop, locale: string): string {
  return locale === shop.primaryLocale ? '/' : `/${locale}`;
}

/**
 * Reads the language from a path.
 * @returns the locale and the path without its prefix (always with a leading slash)
 */
export function splitLocale(
  shop: SandboxShop,
  pathname: string,
): { locale: string; rootUrl: string; path: string } {
  for (const locale of shop.locales) {
    if (locale === shop.primaryLocale) continue;
    const prefix = `/${locale}`;
    if (pathname === prefix || pathname.startsWith(`${prefix}/`)) {
      return { locale, rootUrl: prefix, path: pathname.slice(prefix.length) || '/' };
    }
  }
  return { locale: shop.primaryLocale, rootUrl: '/', path: pathname };
}

/** The name of a language in itself: `Deutsch`. */
export function endonym(locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The text in the wanted language, or in the shop's primary one. */
export function inLocale(
  texts: Record<string, string>,
  locale: string,
  shop: Pick<SandboxShop, 'primaryLocale'>,
): string {
  return texts[locale] ?? texts[shop.primaryLocale] ?? '';
}
