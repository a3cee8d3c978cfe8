import { RefusedByShop } from './command-types.ts';
import { type CommandContext, presentTime } from './context.ts';

/** "48 hours after a store owner uninstalls your app": https://shopify.dev/docs/apps/build/privacy-law-compliance */
const SHOP_REDACT_AFTER_MS = 48 * 60 * 60 * 1000;

/** There is one shop, so there is one such task. */
export const SHOP_REDACT_TASK = 'shop-redact';

/**
 * Removes the app from the shop: its tokens are revoked at once, `app/uninstalled` is announced, and `shop/redact` is
 * noted for later; see
 * https://shopify.dev/docs/apps/build/authentication-authorization/app-installation/uninstall-app-api-request.
 * App-data metafields are "stored on your app's installation"
 * (https://shopify.dev/docs/apps/build/custom-data/ownership) and go with it; of those in the app's namespace on
 * customers Shopify does not say that they go, so they stay, and only the app could read them.
 * @throws RefusedByShop when it is not installed
 */
export function uninstallApp(context: CommandContext): void {
  const installation = context.installation.get();
  if (installation?.uninstalledAt !== null) {
    throw new RefusedByShop('The app is not installed.');
  }
  context.announce([{ topic: 'app/uninstalled', shop: context.shop.get() }]);
  for (const token of context.tokens.all()) context.tokens.delete(token.id);
  context.metafields.deleteOfOwner(`gid://shopify/AppInstallation/${installation.id}`);
  context.installation.put({ ...installation, uninstalledAt: presentTime(context) });
  const requestedAt = context.clock.now();
  context.scheduled.put({
    id: SHOP_REDACT_TASK,
    kind: 'shop/redact',
    customerId: null,
    requestedAt: requestedAt.toISOString(),
    dueAt: new Date(requestedAt.getTime() + SHOP_REDACT_AFTER_MS).toISOString(),
  });
}
