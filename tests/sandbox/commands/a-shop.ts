import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createWorld } from '#sandbox/create-world.ts';
import { readOptions } from '#sandbox/options.ts';
import type { Product } from '#sandbox/store/product-types.ts';
import type { World } from '#sandbox/world.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** Topics that the tests' app subscribes to: all that the commands announce, but for `MORE_TOPICS`. */
export const TOPICS = [
  'app/scopes_update',
  'app/uninstalled',
  'bulk_operations/finish',
  'customers/create',
  'customers/delete',
  'customers/merge',
  'customers/update',
  'orders/cancelled',
  'orders/create',
  'orders/delete',
  'orders/edited',
  'orders/paid',
  'orders/updated',
  'refunds/create',
];

/** What an app may hear besides. */
export const MORE_TOPICS = [
  'order_transactions/create',
  'orders/fulfilled',
  'orders/partially_fulfilled',
];

/** A folder with the configuration of an app that subscribes to `TOPICS`, and to more where told. */
export function projectFolder(more: readonly string[] = []): string {
  const folder = temporaryFolder('project');
  const topics = [...TOPICS, ...more].map((topic) => `"${topic}"`).join(', ');
  const compliance = '"customers/data_request", "customers/redact", "shop/redact"';
  writeFileSync(
    join(folder, 'shopify.app.toml'),
    `[webhooks]\napi_version = "2026-10"\n[[webhooks.subscriptions]]\ntopics = [${topics}]\nuri = "/webhooks"\n` +
      `[[webhooks.subscriptions]]\ncompliance_topics = [${compliance}]\nuri = "/webhooks/compliance"\n` +
      '[access_scopes]\nscopes = "read_customers,read_orders"\noptional_scopes = ["read_products"]\n' +
      '[app_proxy]\nurl = "/proxy"\nprefix = "apps"\nsubpath = "evergreen"\n',
  );
  return folder;
}

/** Nobody answers at this address: port 9 of this machine. */
export const NOBODY = 'http://127.0.0.1:9';

/**
 * A shop with the catalogue and the app installed.
 * @param appOrigin where webhooks go
 * @param dataFolder where the state lies; in memory unless given
 * @param more topics that the app subscribes to besides `TOPICS`
 */
export async function openShop(
  appOrigin = NOBODY,
  dataFolder = ':memory:',
  more: readonly string[] = [],
): Promise<World> {
  const environment = { SANDBOX_DATA_FOLDER: dataFolder, SHOPIFY_APP_URL: appOrigin };
  const world = await createWorld(readOptions(environment, projectFolder(more)));
  world.installation.put({
    id: '1',
    installedAt: '2026-01-01T00:00:00Z',
    uninstalledAt: null,
    scopes: ['read_customers', 'read_orders'],
  });
  return world;
}

/** A product of the catalogue. */
export function product(world: World, handle: string): Product {
  const found = world.products.all().find((candidate) => candidate.handle === handle);
  if (!found) throw new Error(`The catalogue has no ${handle}`);
  return found;
}

/** The first variant of a product. */
export function variantOf(world: World, handle: string): string {
  return product(world, handle).variants[0]?.id ?? '';
}

/** The first customer of the catalogue. */
export function someCustomer(world: World): string {
  return world.customers.all()[0]?.id ?? '';
}

/** A shop whose app hears of everything that the shop tells. */
export function openTalkativeShop(): Promise<World> {
  return openShop(NOBODY, ':memory:', MORE_TOPICS);
}

/** Topics of what was announced while something was done. */
export function announcedBy(world: World, action: () => unknown): string[] {
  const before = announced(world).length;
  action();
  return announced(world).slice(before);
}

/** The newest body of a topic. */
export function lastBody(world: World, topic: string): Record<string, unknown> {
  const delivery = world.deliveries.all().findLast((one) => one.topic === topic);
  return JSON.parse(delivery?.body ?? '{}') as Record<string, unknown>;
}

/** Topics of all deliveries so far, in order. */
export function announced(world: World): string[] {
  return world.deliveries.all().map(({ topic }) => topic);
}
