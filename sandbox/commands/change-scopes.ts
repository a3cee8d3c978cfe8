import { RefusedByShop } from './command-types.ts';
import type { CommandContext } from './context.ts';

/**
 * Changes what the app may do, and announces `app/scopes_update` where that makes a difference: "triggered when the
 * granted access scopes for the installed app on a shop have been modified"
 * (https://shopify.dev/changelog/new-webhook-topic-app-scopes_update). Tokens lose a scope at once.
 * @throws RefusedByShop when the app is not installed
 */
export function changeScopes(context: CommandContext, scopes: readonly string[]): void {
  const installation = context.installation.get();
  if (installation?.uninstalledAt !== null) {
    throw new RefusedByShop('The app is not installed: nothing is granted to it.');
  }
  const previous = installation.scopes;
  const current = [...new Set(scopes)].sort();
  if (current.join() === previous.toSorted().join()) return;
  context.installation.put({ ...installation, scopes: current });
  const updatedAt = context.clock.now().toISOString();
  context.announce([{ topic: 'app/scopes_update', change: { previous, current, updatedAt } }]);
}
