import { SignJWT } from 'jose';

/**
 * Answers in Shopify's place. To be imported before anything of the app: the library takes hold of `fetch` when it is
 * loaded.
 */
export const shopify: {
  /** Every request that the app has sent, in order. */
  readonly requests: { readonly url: string; readonly body: Record<string, unknown> }[];
  answer: (url: string, signal: AbortSignal) => Promise<Response> | Response;
} = {
  requests: [],
  answer: () => Response.error(),
};

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  shopify.requests.push({
    url: request.url,
    body: (await request.json()) as Record<string, unknown>,
  });
  return shopify.answer(request.url, request.signal);
};

export const SHOP = 'beans.myshopify.com';
export const API_KEY = 'client id';
export const API_SECRET = 'client secret';

/** What a process needs to know, for a test. */
export function environmentFor(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: 'https://evergreen.example',
    LOG_LEVEL: 'silent',
  };
}

/**
 * A session token as App Bridge hands it out
 * (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens#anatomy-of-a-session-token).
 */
export async function sessionToken(
  claims: { secret?: string; audience?: string; expiresAt?: Date } = {},
): Promise<string> {
  const { secret = API_SECRET, audience = API_KEY } = claims;
  const { expiresAt = new Date(Date.now() + 60_000) } = claims;
  return new SignJWT({ dest: `https://${SHOP}`, sid: 'a session', jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${SHOP}/admin`)
    .setSubject('42')
    .setAudience(audience)
    .setNotBefore(new Date(Date.now() - 60_000))
    .setIssuedAt(new Date(Date.now() - 60_000))
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret));
}

let tokensIssued = 0;

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange#response */
export function accessToken(changes: Record<string, unknown> = {}): Response {
  tokensIssued += 1;
  return Response.json({
    access_token: `token ${tokensIssued}`,
    scope: 'read_orders,read_products,write_app_proxy,write_customers',
    expires_in: 3600,
    refresh_token: `refresh ${tokensIssued}`,
    refresh_token_expires_in: 7_776_000,
    ...changes,
  });
}

export const SHOP_DETAILS = {
  shop: {
    name: 'Beans',
    myshopifyDomain: SHOP,
    currencyCode: 'EUR',
    ianaTimezone: 'Europe/Berlin',
    plan: { partnerDevelopment: true },
    primaryDomain: { localization: { defaultLocale: 'de' } },
  },
};

/** Shopify on a good day: grants tokens and describes the shop. */
export function answerWell(url: string): Response {
  return url.endsWith('/admin/oauth/access_token')
    ? accessToken()
    : Response.json({ data: SHOP_DETAILS });
}

/** A page of the app, as the admin's frame asks for it. */
export function pageRequest(idToken?: string): Request {
  const url = new URL('https://evergreen.example/app');
  url.search = String(
    new URLSearchParams({
      shop: SHOP,
      host: btoa('admin.shopify.com/store/beans').replaceAll('=', ''),
      embedded: '1',
      locale: 'de',
      ...(idToken !== undefined && { id_token: idToken }),
    }),
  );
  return new Request(url, { headers: { 'User-Agent': BROWSER } });
}

/** Data for a page that is open already, as App Bridge fetches it. */
export function dataRequest(bearer: string): Request {
  return new Request('https://evergreen.example/app.data', {
    headers: { 'User-Agent': BROWSER, Authorization: `Bearer ${bearer}` },
  });
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
