import { join } from 'node:path';

import { installApp } from './auth/install.ts';
import { signSessionToken } from './auth/session-tokens.ts';
import { createClock } from './clock.ts';
import { createCommands } from './commands/commands.ts';
import type { CommandContext } from './commands/context.ts';
import { createIds } from './ids.ts';
import { seedCatalogue } from './seed/catalogue.ts';
import { SHOP } from './seed/shop.ts';
import type { StorageFailure } from './store/database.ts';
import { openMetafields } from './store/metafields.ts';
import { openStore, type Store } from './store/store.ts';
import type {
  AccessToken,
  Collection,
  Customer,
  Installation,
  Mail,
  Order,
  Product,
  SandboxShop,
  ThemeSettings,
  WebhookDelivery,
} from './store/types.ts';
import { announce } from './webhooks/announce.ts';
import { type OpenOutbox, openOutbox } from './webhooks/outbox.ts';
import { postDelivery } from './webhooks/post-delivery.ts';
import { readSubscriptions, type Subscriptions } from './webhooks/subscriptions.ts';
import type { SandboxClock, SandboxOptions, World, YearProgress } from './world.ts';

/** `$app` of this sandbox's app; the number is the app's id in the Dev Dashboard. */
const APP_NAMESPACE = 'app--284710337';

const NO_BLOCKS: ThemeSettings = { theme: 'light', embeds: {}, blocks: [] };

function openTables(store: Store) {
  const shop = store.value<SandboxShop>('shop');
  const themes = store.value<ThemeSettings>('themes');
  return {
    shop: { get: () => shop.get() ?? SHOP, put: (content: SandboxShop) => shop.put(content) },
    products: store.table<Product>('product'),
    collections: store.table<Collection>('collection'),
    customers: store.table<Customer>('customer'),
    orders: store.table<Order>('order'),
    metafields: openMetafields(store, APP_NAMESPACE),
    installation: store.value<Installation>('installation'),
    tokens: store.table<AccessToken & { id: string }>('token'),
    deliveries: store.table<WebhookDelivery>('delivery'),
    themes: {
      get: () => themes.get() ?? NO_BLOCKS,
      put: (content: ThemeSettings) => themes.put(content),
    },
    mails: store.table<Mail>('mail'),
    yearProgress: store.value<YearProgress>('yearProgress'),
    newId: createIds(store.value<number>('idsIssued')),
  };
}

function openDeliveries(
  tables: ReturnType<typeof openTables>,
  clock: SandboxClock,
  options: SandboxOptions,
  subscriptions: Subscriptions,
): OpenOutbox {
  return openOutbox({
    deliveries: tables.deliveries,
    clock,
    post(delivery, stop) {
      const terms = {
        shopDomain: tables.shop.get().domain,
        apiVersion: subscriptions.apiVersion,
        apiSecret: options.apiSecret,
      };
      return postDelivery(delivery, terms, stop);
    },
  });
}

/** What a failing disk is told to; a sandbox that cannot keep its state must not go on. */
function giveUp(failure: StorageFailure): never {
  throw failure;
}

/**
 * Opens the sandbox: its state, its clock, its commands and its webhooks. An empty state is filled with the
 * catalogue. Nothing listens yet.
 * @param options where the state lies and whom it serves
 * @param onStorageFailure told when the state can no longer be written
 * @throws StorageFailure when the state cannot be opened, ConfigurationError without `shopify.app.toml`
 */
export async function createWorld(
  options: SandboxOptions,
  onStorageFailure: (failure: StorageFailure) => void = giveUp,
): Promise<World> {
  const subscriptions = await readSubscriptions(options.projectFolder, options.appOrigin);
  const inMemory = options.dataFolder === ':memory:';
  const path = inMemory ? ':memory:' : join(options.dataFolder, 'sandbox.sqlite');
  const store = openStore(path, onStorageFailure);
  const tables = openTables(store);
  const clock = createClock(store.value<number>('clockOffsetMs'));
  const outbox = openDeliveries(tables, clock, options, subscriptions);

  const context: CommandContext = {
    ...tables,
    clock,
    announce: (announcements) =>
      announce(
        {
          ...tables,
          clock,
          addresses: subscriptions.addresses,
          take: (deliveries) => outbox.take(deliveries),
        },
        announcements,
      ),
  };
  const world: World = {
    ...tables,
    options,
    clock,
    outbox,
    commands: createCommands(context, () => installApp(world)),
    sessionToken: (userId) => signSessionToken(world, userId),
    appProxyPath: subscriptions.appProxyPath,
    async close() {
      await outbox.close();
      store.close();
    },
  };
  if (tables.products.size === 0) seedCatalogue(world);
  return world;
}
