import { type Database, inTransaction } from '#app/db/database.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import { reconcile } from '#app/usecases/reconciling/reconcile.server.ts';
import { settleOrders } from '#app/usecases/settling/settle-orders.server.ts';
import type { Services } from '#app/usecases/services.server.ts';
import type { AdminAnswer, AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { adminApiApp } from '#sandbox/admin-api/app.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import { adminApiOf, readFromWebhook } from '#tests/app/shopify/support/sandbox-readers.ts';
import { type ServedFile, serveFile } from '#tests/app/shopify/support/bulk-file.ts';
import { type AdminShop, buyCoffee, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';

import { balancesOf, openShop } from './ledger.ts';
import { testServices } from './services.ts';

/** What comes in the way of a call: its failure; undefined lets it pass. */
export type Obstacle = (operation: string, count: number) => AdminAnswer<never> | undefined;

/** A shop of the sandbox, the same shop in the app's database, and nothing between them but what the test carries over. */
export interface ComparedShop {
  readonly sandbox: AdminShop;
  readonly shop: Shop;
  readonly services: Services;
  /** Names of the operations that Shopify was asked, in order. */
  readonly asked: string[];
  /** Comes in the way of the calls to come. */
  obstruct(obstacle: Obstacle): void;
  /** Tells the app of an order, as its webhook would. */
  hear(order: Pick<Order, 'id'>): Promise<void>;
  /** The app compares what changed since the last time. */
  changes(): ReturnType<typeof reconcile>;
  /** The app compares all there is. */
  everything(): ReturnType<typeof reconcile>;
  /** A customer's points to spend; undefined for who is no member. */
  available(customerId: string | null): Promise<number | undefined>;
  /** Lets time pass in the shop and the app. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** When these shops' stories begin. */
export const STORY_START = new Date('2026-11-02T09:00:00Z');

/** Opens such a shop. What Shopify's bulk operations write lies where the app can fetch it. */
export async function openComparedShop(database: Database): Promise<ComparedShop> {
  const sandbox = await openAdminShop();
  const { world } = sandbox;
  world.clock.set(STORY_START);
  world.bulkOperations.settings.put({ delayMs: 0, failWith: null });
  const shop = await openShop(database);
  const asked: string[] = [];
  const files: ServedFile[] = [];
  let obstacle: Obstacle = () => undefined;
  const sandboxApi = adminApiOf(sandbox);
  const adminApi: AdminApi = {
    async run(domain, operation, variables) {
      const name = /(?:query|mutation) (\w+)/.exec(operation.toString())?.[1] ?? '';
      asked.push(name);
      const refused = obstacle(name, asked.filter((each) => each === name).length);
      if (refused) return refused;
      const answer = await sandboxApi.run(domain, operation, variables);
      if (name === 'StartBulkQuery') await world.bulkOperations.untilIdle();
      return name === 'BulkQueryState' ? withFile(answer) : answer;
    },
  };
  /** The sandbox names an address of its own, at which nothing listens here. */
  async function withFile<Data>(answer: AdminAnswer<Data>): Promise<AdminAnswer<Data>> {
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.data as { bulkOperation: { url: string | null } | null };
    if (!bulkOperation?.url) return answer;
    const result = await adminApiApp(world).request(new URL(bulkOperation.url).pathname);
    const file = await serveFile([await result.text()]);
    files.push(file);
    return { ok: true, data: { bulkOperation: { ...bulkOperation, url: file.url } } as Data };
  }
  const clock = { now: () => world.clock.now() };
  const services = testServices(database, { clock, adminApi });
  return {
    sandbox,
    shop,
    services,
    asked,
    changes: () => reconcile(services, shop.id, { mode: 'changes' }),
    everything: () => reconcile(services, shop.id, { mode: 'everything' }),
    available: async (customerId) =>
      (await balancesOf(database, shop, customerId ?? ''))?.['available'],
    obstruct(wanted) {
      obstacle = wanted;
    },
    async hear({ id }) {
      const { order } = readFromWebhook(sandbox, id);
      await inTransaction(database, (sql) => settleOrders(sql, shop, [order], clock.now()));
    },
    pass(ms) {
      world.clock.set(new Date(world.clock.now().getTime() + ms));
    },
    async close() {
      for (const file of files) await file.close();
      await sandbox.close();
    },
  };
}

/** An order of 38.00 EUR or so, of which the app has heard. */
export async function heardOrder(world: ComparedShop, quantity = 2): Promise<Order> {
  const order = buyCoffee(world.sandbox.world, quantity);
  await world.hear(order);
  return order;
}

/** An order that can be deleted again: it was paid by hand. */
export function orderPaidByHand(
  world: ComparedShop,
  customerId: string | null,
  email: string | null = null,
): Order {
  const { commands, products } = world.sandbox.world;
  const variantId = products.all()[0]?.variants[0]?.id ?? '';
  const placed = commands.placeOrder({
    customerId,
    email,
    locale: 'de',
    lines: [{ variantId, quantity: 1 }],
    payment: 'pending',
  });
  return commands.markOrderPaid(placed.id);
}
