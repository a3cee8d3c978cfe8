import { resolveLocale } from './translations.server.ts';

/**
 * The language of whoever opens a page: the admin's own, which Shopify names in the parameter `locale` of each page
 * it loads into its frame, else the browser's. Requests for data do not carry it (and cookies do not work in a frame),
 * so only loaders that run once per page load may ask: the texts then stay with the page.
 * @returns a language that the interface exists in
 */
export function readerLocale(request: Request): string {
  const accepted = request.headers.get('Accept-Language') ?? '';
  const languages = accepted.split(',').map((entry) => entry.split(';', 1)[0]);
  return resolveLocale([new URL(request.url).searchParams.get('locale'), ...languages]);
}
