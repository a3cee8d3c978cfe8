import { join } from 'node:path';

import { openBulkOperations } from './admin-api/bulk/queue.ts';
import { runBulkQuery } from './admin-api/bulk/run.ts';
import {
  CLIENT_SECRETS,
  type ClientSecretStore,
  openClientSecrets,
} from './auth/client-secrets.ts';
import { installApp } from './auth/install.ts';
import { signSessionToken } from './auth/session-tokens.ts';
import { createClock } from './clock.ts';
import { createCommands } from './commands/commands.ts';
import { runDueInBackground } from './commands/background.ts';
import type { CommandContext } from './commands/context.ts';
import { noteSegmentChange } from './commands/segments.ts';
import { runDue } from './commands/scheduled.ts';
import { openDiary } from './diary.ts';
import { seedCatalogue } from './seed/catalogue.ts';
import type { StorageFailure } from './store/database.ts';
import { STATE_FILE } from './store/read-kept-value.ts';
import { segmentTerms } from './segments/find-members.ts';
import { watchMembers } from './segments/watch-members.ts';
import { openStore, type Store } from './store/store.ts';
import { openTables } from './store/tables.ts';
import type { ClientSecrets } from './store/app-types.ts';
import { announce } from './webhooks/announce.ts';
import { type OpenOutbox, openOutbox } from './webhooks/outbox.ts';
import { postDelivery } from './webhooks/post-delivery.ts';
import { readSubscriptions, type Subscriptions } from './webhooks/subscriptions.ts';
import type { SandboxClock, World } from './world.ts';
import type { SandboxOptions } from './options.ts';

function openDeliveries(
  tables: ReturnType<typeof openTables>,
  clock: SandboxClock,
  secrets: ClientSecretStore,
  subscriptions: Subscriptions,
): OpenOutbox {
  return openOutbox({
    deliveries: tables.deliveries,
    clock,
    post(delivery, stop) {
      const terms = {
        shopDomain: tables.shop.get().domain,
        apiVersion: subscriptions.apiVersion,
        apiSecret: secrets.forWebhooks(),
      };
      return postDelivery(delivery, terms, stop);
    },
  });
}

/** The storefront's cookies and links outlive a rotation of the app's secret: the first one signs them for good. */
function openStorefrontKey(store: Store, options: SandboxOptions): string {
  const kept = store.value<string>('storefrontKey');
  const key = kept.get() ?? options.apiSecret;
  kept.put(key);
  return key;
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
  const path = inMemory ? ':memory:' : join(options.dataFolder, STATE_FILE);
  const store = openStore(path, onStorageFailure);
  const kept = openTables(store);
  const clock = createClock(store.value<number>('clockOffsetMs'));
  const secrets = openClientSecrets(
    store.value<ClientSecrets>(CLIENT_SECRETS),
    options.apiSecret,
    clock,
  );
  const outbox = openDeliveries(kept, clock, secrets, subscriptions);

  const diary = openDiary(kept.scheduled, clock);
  const background = openDiary(kept.backgroundJobs, clock);
  const timed = { ...kept, clock, scheduled: diary.tasks, backgroundJobs: background.tasks };
  const tables = { ...timed, ...watchMembers(kept, () => noteSegmentChange(timed)) };
  const { addresses, fields } = subscriptions;
  const take: OpenOutbox['take'] = (deliveries) => outbox.take(deliveries);
  const context: CommandContext = {
    ...tables,
    segmentTerms: segmentTerms(tables, options.projectFolder),
    announce: (announcements) => announce({ ...tables, addresses, fields, take }, announcements),
  };
  const bulkOperations = openBulkOperations({
    ...tables.bulk,
    clock,
    newId: tables.newId,
    announce: (announcements) => context.announce(announcements),
    run: (operation) => runBulkQuery(world, operation),
  });
  const world: World = {
    ...tables,
    options,
    secrets,
    storefrontKey: openStorefrontKey(store, options),
    outbox,
    bulkOperations,
    commands: createCommands(context, () => installApp(world)),
    sessionToken: (userId) => signSessionToken(world, userId),
    appProxyPath: subscriptions.appProxyPath,
    async close() {
      diary.close();
      background.close();
      await bulkOperations.close();
      await outbox.close();
      store.close();
    },
  };
  if (tables.products.size === 0) seedCatalogue(world);
  diary.start(() => runDue(context));
  background.start(() => runDueInBackground(context));
  bulkOperations.resume();
  return world;
}
