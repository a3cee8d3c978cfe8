import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';

import { isSignedByAppProxy } from './auth/proxy-signature.server.ts';
import { isSessionTokenSignedWith } from './auth/session-token.server.ts';
import type { ShopifyApp } from './auth/shopify-app.server.ts';

/** What authentication needs of Remix's load context. */
interface ShopifyContext {
  readonly shopify: ShopifyApp;
}

/** Who asks for a page of the admin. */
export interface AdminIdentity {
  readonly shopDomain: string;
  /** Shopify's id of the member of staff. */
  readonly staffUserId: string;
}

/** Who asks from the storefront, through Shopify's app proxy. */
export interface ProxyIdentity {
  readonly shopDomain: string;
  /** The customer who is logged in, or null when nobody is. */
  readonly customerId: CustomerId | null;
}

/**
 * Checks that a request comes from the app's page in the Shopify admin, exchanging the session token for an
 * access token where we have none.
 * @throws Response what the browser is to do instead: fetch a new session token, or open the app in the admin
 */
export async function authenticateAdmin(
  request: Request,
  context: ShopifyContext,
): Promise<AdminIdentity> {
  const { session, sessionToken } = await libraryFor(request, context.shopify).authenticate.admin(
    request,
  );
  return { shopDomain: session.shop, staffUserId: sessionToken.sub };
}

/**
 * The library that knows the secret with which a request's session token is signed: until the secret before a rotation
 * is revoked that is the old one, and the merchant would be kept out of the app meanwhile.
 */
function libraryFor(request: Request, { library, libraryBefore, apiSecrets }: ShopifyApp) {
  const [, secretBefore] = apiSecrets;
  if (!libraryBefore || secretBefore === undefined) return library;
  return isSessionTokenSignedWith(request, secretBefore) ? libraryBefore : library;
}

const ProxyParameters = z.object({
  shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  logged_in_customer_id: z.union([z.literal('').transform(() => null), CustomerId]),
});

/**
 * Checks that a request was forwarded by Shopify's app proxy, before anything else of it is looked at. The library's
 * own check would load, and at times renew, an access token on each call, and answers to a customer whom the
 * shopper herself has named.
 * @throws Response 401 without a word when the signature, its age or the customer is in doubt
 */
export function authenticateProxy(request: Request, context: ShopifyContext): ProxyIdentity {
  const parameters = new URL(request.url).searchParams;
  if (!isSignedByAppProxy(parameters, context.shopify.apiSecrets, new Date())) throw refusal();
  const parsed = ProxyParameters.safeParse(Object.fromEntries(parameters));
  if (!parsed.success) throw refusal();
  return { shopDomain: parsed.data.shop, customerId: parsed.data.logged_in_customer_id };
}

function refusal(): Response {
  return new Response(null, { status: 401, headers: { 'Cache-Control': 'no-store' } });
}
