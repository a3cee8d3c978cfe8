import { createHmac, randomBytes } from 'node:crypto';

import type { World } from '../world.ts';
import { signSessionToken } from './session-tokens.ts';

/**
 * The address of the document that the admin loads into the app's frame, with the parameters Shopify adds and signs:
 * https://shopify.dev/docs/apps/build/authentication-authorization/set-embedded-app-authorization
 * @param path path in the app, with or without a query of its own: `/app/members?page=2`
 * @param locale the language in which whoever opens the page uses the admin
 */
export async function embeddedAppUrl(world: World, path: string, locale: string): Promise<string> {
  const { domain } = world.shop.get();
  const url = new URL(path, world.options.appOrigin);
  const parameters = {
    embedded: '1',
    // The address of the admin that shows the frame, without scheme and padding.
    host: Buffer.from(`${domain}/admin`).toString('base64').replace(/=+$/, ''),
    id_token: await signSessionToken(world),
    locale,
    session: randomBytes(32).toString('hex'),
    shop: domain,
    timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.searchParams.set('hmac', signatureOf(url.searchParams, world.secrets.current));
  return url.href;
}

/**
 * All other parameters, sorted and joined, signed with the app's secret:
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant#verify-a-request
 */
function signatureOf(parameters: URLSearchParams, secret: string): string {
  const sorted = new URLSearchParams(parameters);
  sorted.sort();
  const message = sorted.toString().replaceAll('+', '%20');
  return createHmac('sha256', secret).update(message).digest('hex');
}
