import { RefusedByShop } from '../world.ts';
import { type CommandContext, presentTime } from './context.ts';

/**
 * Removes the app from the shop: its tokens are revoked at once, and `app/uninstalled` is announced; see
 * https://shopify.dev/docs/apps/build/authentication-authorization/app-installation/uninstall-app-api-request
 * @throws RefusedByShop when it is not installed
 */
export function uninstallApp(context: CommandContext): void {
  const installation = context.installation.get();
  if (installation?.uninstalledAt !== null) {
    throw new RefusedByShop('The app is not installed.');
  }
  context.announce([{ topic: 'app/uninstalled', shop: context.shop.get() }]);
  for (const token of context.tokens.all()) context.tokens.delete(token.id);
  context.installation.put({ ...installation, uninstalledAt: presentTime(context) });
}
