import { apiKeyOfScript } from './channel.ts';

/** Parameters of the embedded app's address that belong to Shopify, not to the app's own page. */
const EMBEDDING_PARAMETERS = [
  'appLoadId',
  'embedded',
  'hmac',
  'host',
  'id_token',
  'locale',
  'protocol',
  'session',
  'shop',
  'timestamp',
];

const KEPT = ['shop', 'host', 'locale'] as const;

/**
 * `shopify.config`: the API key from the script's `data-api-key` or the meta tag, the rest from the address with which
 * Shopify opened the app. Later pages of the app lack those parameters, so they are kept for the tab.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/config-api
 */
export function readConfig(): { apiKey: string; shop: string; host: string; locale: string } {
  const parameters = new URLSearchParams(location.search);
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]');
  const kept = Object.fromEntries(
    KEPT.map((name) => {
      const key = `sandbox-app-bridge-${name}`;
      const value = parameters.get(name) ?? sessionStorage.getItem(key) ?? '';
      sessionStorage.setItem(key, value);
      return [name, value];
    }),
  );
  return {
    apiKey: apiKeyOfScript ?? meta?.content ?? '',
    shop: kept['shop'] ?? '',
    host: kept['host'] ?? '',
    locale: kept['locale'] === '' ? 'en-US' : (kept['locale'] ?? 'en-US'),
  };
}

/** The app's page without what Shopify added to its address: what the admin shows in its own. */
export function ownPath(address: string): string {
  const url = new URL(address, location.href);
  for (const name of EMBEDDING_PARAMETERS) url.searchParams.delete(name);
  return `${url.pathname}${url.search}${url.hash}`;
}
