import type { World } from '#sandbox/world.ts';

/** The app's handle in the admin's address: `admin.shopify.com/store/<shop>/apps/<app handle>`. */
export const APP_HANDLE = 'evergreen';

/**
 * The shop's handle as the admin's addresses carry it: the myshopify domain without its suffix.
 * @see https://shopify.dev/docs/apps/build/admin#the-shopify-admin-url
 */
export function storeHandle(world: World): string {
  return world.shop.get().domain.replace(/\.myshopify\.com$/, '');
}

/** Address of an admin page: `storePath(world, '/orders')` is `/store/<handle>/orders`. */
export function storePath(world: World, path = ''): string {
  return `/store/${storeHandle(world)}${path}`;
}

/** Address of the shell around the app's page `appPath` (`/app/members?page=2`). */
export function appShellPath(world: World, appPath = ''): string {
  return storePath(world, `/apps/${APP_HANDLE}${appPath}`);
}

/** Whether the app is in the shop now. */
export function isAppInstalled(world: World): boolean {
  const installation = world.installation.get();
  return installation?.uninstalledAt === null;
}
