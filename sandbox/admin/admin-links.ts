import type { World } from '#sandbox/world.ts';
import { APP_HANDLE, appShellPath, storeHandle, storePath } from './context.ts';

/**
 * Where an address that means Shopify's own hosts leads in the sandbox:
 * - `shopify://admin/<path>` (also `shopify:admin/<path>`) is an admin page;
 * - `https://<shop>/admin/<path>` and `https://admin.shopify.com/store/<handle>/<path>` are the same;
 * - `https://<shop>/<path>` is the storefront;
 * - the app's own origin is the shell around that page of the app.
 * Everything else on http and https is an address outside; null means that nothing may be opened.
 * @see https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/navigation-api
 */
export function resolveAdminLink(world: World, address: string): string | null {
  const adminPath = /^shopify:\/*admin(?:\/|$)(.*)$/i.exec(address);
  if (adminPath !== null) return adminPage(world, `/${adminPath[1] ?? ''}`);
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  const below = `${url.pathname}${url.search}${url.hash}`;
  if (url.host === 'admin.shopify.com') {
    const store = `/store/${storeHandle(world)}`;
    return below.startsWith(store) ? adminPage(world, below.slice(store.length)) : null;
  }
  if (url.host === world.shop.get().domain) {
    return /^\/admin(\/|$|\?)/.test(below)
      ? adminPage(world, below.slice('/admin'.length))
      : `${world.options.shopOrigin}${below}`;
  }
  if (url.origin === world.options.appOrigin) return appShellPath(world, below);
  return url.href;
}

/** The app is named by its API key in links that the app's own server makes. */
function adminPage(world: World, path: string): string {
  const prefix = `/apps/${world.options.apiKey}`;
  const isOfApp = path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
  return storePath(
    world,
    isOfApp ? `/apps/${APP_HANDLE}${path.slice(prefix.length)}` : path === '/' ? '' : path,
  );
}

/** Whether the shell itself may send the browser there without asking: the sandbox's own three surfaces. */
export function isOwnAddress(world: World, address: string): boolean {
  if (address.startsWith('/') && !address.startsWith('//')) return true;
  const { shopOrigin, adminOrigin, mailOrigin } = world.options;
  return [shopOrigin, adminOrigin, mailOrigin].includes(URL.parse(address)?.origin ?? '');
}
