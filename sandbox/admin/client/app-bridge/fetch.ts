import { openAtTop } from './navigation.ts';
import { idToken } from './session-token.ts';

/** A server that could not use the token says so with these headers (constants of Shopify's own app libraries). */
const RETRY_HEADER = 'X-Shopify-Retry-Invalid-Session-Request';
const REAUTHORIZE_HEADER = 'X-Shopify-API-Request-Failure-Reauthorize-Url';

/**
 * Puts a session token on each `fetch` to the app's own domain or a subdomain of it, tries once more with a new one
 * when the server says the token was bad, and follows the server's wish to leave the frame.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/resource-fetching-api
 */
export function authenticateFetch(locale: string): void {
  const plainFetch = window.fetch.bind(window);
  const withToken = async (request: Request): Promise<Response> => {
    const authenticated = new Request(request);
    authenticated.headers.set('Authorization', `Bearer ${await idToken()}`);
    if (!authenticated.headers.has('Accept-Language')) {
      authenticated.headers.set('Accept-Language', locale);
    }
    return plainFetch(authenticated);
  };

  window.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (address.startsWith('shopify:')) {
      throw new Error('The sandbox does not implement direct Admin API access from the frame.');
    }
    const request = new Request(input, init);
    if (!isOwnHost(request.url) || request.headers.has('Authorization')) return plainFetch(request);
    const spare = request.clone();
    let response = await withToken(request);
    if (response.status === 401 && response.headers.has(RETRY_HEADER)) {
      response = await withToken(spare);
    }
    const wanted = response.headers.get(REAUTHORIZE_HEADER);
    if (wanted !== null) openAtTop(new URL(wanted, location.href).href);
    return response;
  };
}

function isOwnHost(address: string): boolean {
  const url = new URL(address);
  return url.host === location.host || url.host.endsWith(`.${location.host}`);
}
