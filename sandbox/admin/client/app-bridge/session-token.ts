import { ask } from './channel.ts';

/**
 * `shopify.idToken()`: a session token, signed for this app, that lives for one minute. A fresh one each time.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/id-token-api
 */
export function idToken(): Promise<string> {
  return ask('session-token', null);
}

/**
 * The session token bounce page: the app's server could not tell who is there, so it sent the browser to a page that
 * holds nothing but this script and `shopify-reload`, the page that was wanted. That page is loaded again with a token.
 * @returns whether this is such a page
 * @see https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 */
export function bounceIfAsked(): boolean {
  const wanted = new URLSearchParams(location.search).get('shopify-reload');
  if (wanted === null) return false;
  const url = new URL(wanted, location.href);
  if (url.origin !== location.origin) return false;
  void idToken().then((token) => {
    url.searchParams.set('id_token', token);
    location.replace(url);
  });
  return true;
}
