import type { ShopifyGlobal } from '@shopify/app-bridge-react';

/** One of the app's extensions, as App Bridge tells of it. */
type ExtensionInfo = Awaited<ReturnType<ShopifyGlobal['app']['extensions']>>[number];

/** Whether something of ours is on in the published theme; `unknown` where the admin does not tell. */
export type OnOff = 'checking' | 'on' | 'off' | 'unknown';

/** What of the theme app extension the shopper sees. */
export interface StorefrontState {
  /** The app embed: the button that opens the points panel. */
  readonly embed: OnOff;
  /** The balance block on a page. */
  readonly block: OnOff;
}

// File names in the extension's `blocks` folder, without `.liquid`.
export const EMBED_HANDLE = 'launcher';
export const BLOCK_HANDLE = 'balance';

/**
 * What is on in the published theme, from what App Bridge says of the app's extensions. A theme app extension lists its
 * blocks and embeds with a status, `active` where the published theme shows them.
 * @see https://shopify.dev/docs/api/app-home/apis/authentication-and-data/app-api
 */
export function readStorefrontState(extensions: readonly ExtensionInfo[]): StorefrontState {
  const blocks = extensions
    .filter((extension) => extension.type === 'theme_app_extension')
    .flatMap((extension) => extension.activations);
  const stateOf = (handle: string): OnOff => {
    const found = blocks.find((block) => 'handle' in block && block.handle === handle);
    if (!found || !('status' in found)) return 'unknown';
    return found.status === 'active' ? 'on' : 'off';
  };
  return { embed: stateOf(EMBED_HANDLE), block: stateOf(BLOCK_HANDLE) };
}

/**
 * Where the theme editor opens: at the app embeds, at the home page, or with the embed switched on or a block added,
 * so that it only waits to be saved.
 * @param shopDomain the shop's `myshopify.com` domain
 * @see https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#deep-linking
 */
export function themeEditorLinks(shopDomain: string, apiKey: string) {
  const editor = `https://${shopDomain}/admin/themes/current/editor`;
  return {
    apps: `${editor}?context=apps`,
    pages: `${editor}?template=index`,
    embed: `${editor}?context=apps&template=index&activateAppId=${apiKey}/${EMBED_HANDLE}`,
    block: `${editor}?template=index&addAppBlockId=${apiKey}/${BLOCK_HANDLE}&target=newAppsSection`,
  };
}

export type ThemeEditorLinks = ReturnType<typeof themeEditorLinks>;
