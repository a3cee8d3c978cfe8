import { setTimeout as sleep } from 'node:timers/promises';

import { toTime } from '../clock.ts';
import {
  type AppConfiguration,
  ConfigurationError,
  readAppConfiguration,
} from '../app-configuration.ts';
import { SHOP_REDACT_TASK } from '../commands/uninstall-app.ts';
import { RefusedByShop } from '../commands/command-types.ts';
import type { World } from '../world.ts';
import { embeddedAppUrl } from './embedded-app-url.ts';
import { scopesAfterApproval } from './granted-scopes.ts';
import { staffLocale } from './staff.ts';
import { isInstalled } from './tokens.ts';

/** The app's home, which the admin opens after the merchant has agreed. */
const APP_HOME = '/app';
const PATIENCE_MS = 30_000;
const VISITS_MAX = 5;
const BETWEEN_VISITS_MS = 600;

/** What a browser sends when it loads a frame. Without a browser's name the app takes the visit for a crawler's. */
const BROWSER_HEADERS = {
  Accept: 'text/html,application/xhtml+xml',
  'Accept-Language': 'en',
  'Sec-Fetch-Dest': 'iframe',
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
};

/**
 * Puts the app into the shop, for the first time or again: the scopes of `shopify.app.toml` are granted, then the admin
 * opens the app, and the app exchanges the session token it is handed for an access token. An installation again is a
 * new one, and what was to follow on the uninstall no longer does ("they do not fire if the app has been re-installed
 * again", https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-shop/redact).
 * https://shopify.dev/docs/apps/build/authentication-authorization/app-installation (Shopify managed installation)
 * @throws RefusedByShop when the configuration cannot be read, the app does not answer, or fetched no token
 */
export async function installApp(world: World): Promise<void> {
  const configuration = readConfiguration(world);
  if (isInstalled(world)) {
    const granted = world.installation.get()?.scopes ?? [];
    world.commands.changeScopes(scopesAfterApproval(granted, configuration));
  } else {
    world.scheduled.delete(SHOP_REDACT_TASK);
    world.installation.put({
      id: world.newId(),
      installedAt: toTime(world.clock.now()),
      uninstalledAt: null,
      scopes: [...configuration.scopes],
    });
  }
  const answer = await openUntilExchanged(world);
  if (hasOfflineToken(world)) return;
  throw new RefusedByShop(
    `The app answered its first visit with status ${answer.status} and has not exchanged the session token for an ` +
      'access token. Do its SHOPIFY_API_KEY and SHOPIFY_API_SECRET agree with the sandbox’s, and was it started ' +
      'with --import ./sandbox/preload.ts?',
  );
}

function readConfiguration(world: World): AppConfiguration {
  try {
    return readAppConfiguration(world.options.projectFolder);
  } catch (error) {
    if (error instanceof ConfigurationError)
      throw new RefusedByShop(error.message, { cause: error });
    throw error;
  }
}

function hasOfflineToken(world: World): boolean {
  return world.tokens.all().some(({ kind }) => kind === 'offline');
}

/**
 * Opens the app, more than once where it does not see at first that it needs a token: it may still be taking in that
 * it was uninstalled a moment ago.
 */
async function openUntilExchanged(world: World): Promise<Response> {
  let answer = await openApp(world);
  for (let visit = 1; visit < VISITS_MAX && answer.ok && !hasOfflineToken(world); visit += 1) {
    await sleep(BETWEEN_VISITS_MS);
    answer = await openApp(world);
  }
  return answer;
}

async function openApp(world: World): Promise<Response> {
  const url = await embeddedAppUrl(world, APP_HOME, staffLocale(world));
  try {
    const answer = await fetch(url, {
      headers: BROWSER_HEADERS,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    throw new RefusedByShop(
      `The app does not answer at ${world.options.appOrigin}. Start it, then install it again.`,
      { cause: error },
    );
  }
}
