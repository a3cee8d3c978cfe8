import { randomBytes } from 'node:crypto';

/** What the headers depend on besides the request. */
export interface SecurityPolicy {
  /** The app's public address; browsers are told to insist on https where it begins so. */
  readonly appUrl: string;
  readonly appBridgeUrl: string;
  /** Origins besides Shopify's own that may show the pages in a frame, separated by spaces. */
  readonly extraFrameAncestors: string;
  /** Whether Vite serves the pages: it puts styles into them, and listens on a socket. */
  readonly isDevelopment: boolean;
}

/** HTML, ours or the library's; what every cache may keep; and all else, which is of one shop or one person. */
export type AnswerKind = 'page' | 'public' | 'private';

/** An answer that gets headers. */
export interface Answer {
  readonly kind: AnswerKind;
  /** Of the request; the admin names the shop in its parameter `shop`. */
  readonly url: URL;
  /** Of the request, see `createScriptNonce`. */
  readonly scriptNonce: string;
}

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/** 128 bits, as the specification asks (https://www.w3.org/TR/CSP3/#security-nonces). */
const NONCE_BYTES = 16;

const ONE_YEAR_SECONDS = 31_536_000;

/** None of these is used, so no script in the page shall be able to ask for them. */
const REFUSED_PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** Where App Bridge reports how fast pages are and what goes wrong in it. */
const SHOPIFY_TELEMETRY = 'https://*.shopifysvc.com';

const NOTHING = { style: '', connect: '' };

/** Marks the inline scripts of one answer as ours. A new one for each request: one that can be guessed protects nothing. */
export function createScriptNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64');
}

/**
 * The headers by which a browser is told what an answer may do and who may use it.
 * @returns header names and values
 */
export function securityHeaders(answer: Answer, policy: SecurityPolicy): Record<string, string> {
  return {
    // No guessing of types, and no address with a session token in it for others.
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': REFUSED_PERMISSIONS.map((name) => `${name}=()`).join(', '),
    // The domain alone: what else runs on its subdomains is not ours to decide.
    ...(policy.appUrl.startsWith('https:') && {
      'Strict-Transport-Security': `max-age=${ONE_YEAR_SECONDS}`,
    }),
    ...(answer.kind === 'page' ? pageHeaders(answer, policy) : otherHeaders(answer, policy)),
  };
}

function pageHeaders(answer: Answer, policy: SecurityPolicy): Record<string, string> {
  return {
    'Content-Security-Policy': pagePolicy(answer, policy),
    // Has no effect inside the admin's frame, and cuts off whoever opens a page in a window of its own. No
    // Cross-Origin-Resource-Policy: a page that the admin shows is meant to be embedded.
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(namedShop(answer.url) !== undefined && {
      Link: `<${policy.appBridgeUrl}>; rel="preload"; as="script"`,
    }),
  };
}

/** Data, redirects, files: nothing runs even where somebody opens it as a page, and what is private stays here. */
function otherHeaders({ url, kind }: Answer, policy: SecurityPolicy): Record<string, string> {
  return {
    'Content-Security-Policy': `default-src 'none'; ${frameAncestors(url, policy)}`,
    ...(kind === 'private' && { 'Cross-Origin-Resource-Policy': 'same-origin' }),
  };
}

/**
 * What a page of the admin may load and do. Scripts are where an injection would hurt, so there nothing is left open:
 * - Ours come from our origin; those that Remix and React write into the page carry the nonce.
 * - App Bridge comes from the folder that its configured address is in. Not its whole host: on cdn.shopify.com lie the
 *   files of every shop, scripts among them. Not by nonce and 'strict-dynamic': the library renders its tag without a
 *   nonce, and Remix its module preloads, which 'strict-dynamic' would then refuse.
 *
 * Styles come from our origin. Style attributes must be allowed because pages are rendered on the server: Polaris
 * hands its layout down as custom properties, which stand as `style="…"` in the HTML that the browser parses (what
 * React sets later goes past this policy). Neither a nonce nor a hash can stand for attributes whose values change.
 *
 * App Bridge updates itself, and passes on most of what it does as messages; the admin and its telemetry are left
 * open to it. Images on cdn.shopify.com are those of products; `data:` ones are in the style sheet of Polaris.
 */
function pagePolicy({ url, scriptNonce }: Answer, policy: SecurityPolicy): string {
  const appBridgeFolder = new URL('.', policy.appBridgeUrl).href;
  const forVite = policy.isDevelopment ? { style: " 'unsafe-inline'", connect: ' ws:' } : NOTHING;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${scriptNonce}' ${appBridgeFolder}`,
    "script-src-attr 'none'",
    `style-src 'self'${forVite.style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: https://cdn.shopify.com",
    `connect-src 'self' ${frameOrigins(url, policy)} ${SHOPIFY_TELEMETRY}${forVite.connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    frameAncestors(url, policy),
  ].join('; ');
}

/**
 * An answer may stand in a frame of the shop's admin that it was asked for by, and nowhere else
 * (https://shopify.dev/docs/apps/build/security/app-server/set-up-iframe-protection). A page that no shop was named
 * for, such as one reloaded inside its frame, knows the admin's common address only. The library sets the same, but
 * knows neither the extra origins of a development environment nor another address of App Bridge.
 */
function frameAncestors(url: URL, policy: SecurityPolicy): string {
  return `frame-ancestors ${frameOrigins(url, policy)}`;
}

function frameOrigins(url: URL, policy: SecurityPolicy): string {
  const shop = namedShop(url);
  return [
    ...(shop === undefined ? [] : [`https://${shop}`]),
    'https://admin.shopify.com',
    policy.extraFrameAncestors,
  ]
    .join(' ')
    .trim();
}

function namedShop(url: URL): string | undefined {
  const shop = url.searchParams.get('shop');
  return shop !== null && SHOP_DOMAIN.test(shop) ? shop : undefined;
}
