/** Whom the pages may be shown by, and where they load App Bridge from. */
export interface FramePolicy {
  /** Origins besides Shopify's own, separated by spaces. */
  readonly extraFrameAncestors: string;
  readonly appBridgeUrl: string;
}

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/**
 * Headers of a page: it may stand in a frame of the shop's admin that it was asked for by, and nowhere else
 * (https://shopify.dev/docs/apps/build/security/set-up-iframe-protection). A page that no shop was named for, such as
 * one reloaded inside its frame, knows the admin's common address only. The library sets the same header, but knows
 * neither the extra origins of a development environment nor another address of App Bridge.
 * @param url of the request; the admin names the shop in its parameter `shop`
 */
export function documentHeaders(url: URL, policy: FramePolicy): Record<string, string> {
  const shop = url.searchParams.get('shop');
  const isNamed = shop !== null && SHOP_DOMAIN.test(shop);
  const ancestors = [
    ...(isNamed ? [`https://${shop}`] : []),
    'https://admin.shopify.com',
    policy.extraFrameAncestors,
  ];
  return {
    'Content-Security-Policy': `frame-ancestors ${ancestors.join(' ').trim()}`,
    ...(isNamed && { Link: `<${policy.appBridgeUrl}>; rel="preload"; as="script"` }),
  };
}

/** Headers of every answer: no guessing of types, no address with a session token in it sent to others. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};
