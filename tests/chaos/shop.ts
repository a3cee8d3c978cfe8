import { createServer, type Server } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

import { adminApiApp } from '#sandbox/admin-api/app.ts';
import { permanentToken } from '#sandbox/auth/tokens.ts';
import { readAppConfiguration } from '#sandbox/app-configuration.ts';
import { controlApp } from '#sandbox/control/app.ts';
import { createWorld } from '#sandbox/create-world.ts';
import { readOptions } from '#sandbox/options.ts';
import type { World } from '#sandbox/world.ts';
import { API_SECRET } from '#tests/support/app-processes.ts';
import { freePort } from '#tests/support/free-port.ts';

import { type BadAnswers, countBadAnswers } from './bad-answers.ts';

/**
 * The shop's days pass in a blink while the app's rate limit refills by real time: a day's worth of it must not be
 * asked for in a second. So it refills faster.
 */
const REFILL_FACTOR = 200;

/** Old orders, and what the app asks for once a reward is store credit or a gift card. */
const SCOPES_BESIDES = [
  'read_all_orders',
  'write_gift_cards',
  'write_store_credit_account_transactions',
  'read_store_credit_account_transactions',
  'read_store_credit_accounts',
];

/** A shop in this process, with its Admin API and its clock on a port of this machine. */
export interface OpenShop {
  readonly world: World;
  readonly adminApi: Hono;
  readonly token: string;
  readonly origin: string;
  /** How the Admin API has answered badly so far. */
  readonly badAnswers: BadAnswers;
  close(): Promise<void>;
}

/**
 * Opens an empty shop that has the app.
 * @param appOrigin where its webhooks go
 * @param now its time
 * @param isDevelopment whether test orders may count
 * @param timezone IANA name
 */
export async function openShopInTown(given: {
  readonly projectFolder: string;
  readonly appOrigin: string;
  readonly now: Date;
  readonly isDevelopment: boolean;
  readonly timezone: string;
}): Promise<OpenShop> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = {
    SANDBOX_SHOP_ORIGIN: origin,
    SANDBOX_ADMIN_ORIGIN: origin,
    SANDBOX_DATA_FOLDER: ':memory:',
    SHOPIFY_APP_URL: given.appOrigin,
    SHOPIFY_API_SECRET: API_SECRET,
  };
  const world = await createWorld(readOptions(environment, given.projectFolder));
  world.clock.set(given.now);
  const { isDevelopment: partnerDevelopment, timezone } = given;
  const plan = { partnerDevelopment, planDisplayName: 'Shopify Plus' };
  world.shop.put({ ...world.shop.get(), ...plan, timezone });
  // Months pass while the app catches up with a minute: it has to see orders that are older than sixty days by then.
  const scopes = [...readAppConfiguration(given.projectFolder).scopes, ...SCOPES_BESIDES];
  const installedAt = given.now.toISOString();
  world.installation.put({ id: '1', installedAt, uninstalledAt: null, scopes });
  world.bulkOperations.settings.put({ delayMs: 0, failWith: null });
  const { token } = permanentToken(world);
  const adminApi = adminApiApp(world, () => performance.now() * REFILL_FACTOR);
  const control = controlApp(world);
  const badAnswers = { user_error: 0, throttled: 0, unavailable: 0, timed_out: 0, nonsense: 0 };
  const server = await listen(port, (request) =>
    new URL(request.url).pathname.startsWith('/_sandbox')
      ? control.fetch(request)
      : countBadAnswers(badAnswers, adminApi.fetch(request)),
  );
  return {
    ...{ world, adminApi, token, origin, badAnswers },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.close();
    },
  };
}

async function listen(
  port: number,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<Server> {
  const listener = getRequestListener(answer);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
