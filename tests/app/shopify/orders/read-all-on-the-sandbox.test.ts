import { afterEach, beforeEach, expect, test } from 'vitest';

import { CustomerId, OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import { readBulkProgress, startBulkOrders } from '#app/shopify/bulk-orders/bulk-orders.server.ts';
import { readBulkOrders } from '#app/shopify/bulk-orders/read-bulk-orders.server.ts';
import { readChangedCustomers } from '#app/shopify/customers/read-changed-customers.server.ts';
import {
  type ChangedOrdersPage,
  readChangedOrders,
} from '#app/shopify/orders/read-changed-orders.server.ts';
import { findMissing } from '#app/shopify/admin-api/read-existing.server.ts';
import { adminApiApp } from '#sandbox/admin-api/app.ts';
import { type AdminShop, buyCoffee, openAdminShop } from '#tests/sandbox/support/admin-shop.ts';

import { collect, serveFile } from '../support/bulk-file.ts';
import { adminApiOf, readFromApi } from '../support/sandbox-readers.ts';

const SHOP = 'shop.myshopify.com';
const BEFORE_ALL = new Date('2000-01-01T00:00:00Z');

let shop: AdminShop;
beforeEach(async () => {
  shop = await openAdminShop();
  shop.world.bulkOperations.settings.put({ delayMs: 0, failWith: null });
});
afterEach(() => shop.close());

function dataOf<Data>(answer: AdminAnswer<Data>): Data {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.data;
}

/** Eleven orders: paid by card, disputed, of a guest, and one with a refund. */
function placeOrders() {
  const { commands } = shop.world;
  const orders = Array.from({ length: 8 }, () => buyCoffee(shop.world));
  const [first] = orders;
  const variantId = first?.lines[0]?.variantId ?? '';
  const basket = { customerId: null, locale: 'de', lines: [{ variantId, quantity: 2 }] };
  const guest = commands.placeOrder({ ...basket, email: 'gast@example.com', tip: 150 });
  const byCard = commands.placeOrder({
    ...basket,
    email: 'karte@example.com',
    payments: [{ amount: 500, gateway: 'gift_card' }],
  });
  commands.openDispute(guest.id, 'CHARGEBACK');
  commands.decideDispute(guest.id, 'LOST');
  commands.fulfillOrder(byCard.id);
  const refunded = buyCoffee(shop.world);
  commands.refundOrder({ orderId: refunded.id, lines: [], amountWithoutLines: 100 });
  return { whole: [...orders, guest, byCard].map(({ id }) => id), refunded: refunded.id };
}

/** All orders of the shop in bulk, as the app reads them. */
async function readInBulk() {
  const adminApi = adminApiOf(shop);
  const operation = dataOf(await startBulkOrders(adminApi, SHOP));
  await shop.world.bulkOperations.untilIdle();
  const progress = dataOf(await readBulkProgress(adminApi, SHOP, operation));
  if (progress.kind !== 'finished' || !progress.url) throw new Error(JSON.stringify(progress));
  const result = await adminApiApp(shop.world).request(new URL(progress.url).pathname);
  const file = await serveFile([await result.text()]);
  const batches = (await collect(readBulkOrders(file.url))).map(dataOf);
  await file.close();
  return {
    orders: batches.flatMap((batch) => batch.orders),
    toReadWhole: batches.flatMap((batch) => batch.toReadWhole),
  };
}

test('an order is the same, read in bulk, among what changed, or by itself', async () => {
  const { whole, refunded } = placeOrders();
  const { orders, toReadWhole } = await readInBulk();
  expect(toReadWhole).toEqual([refunded]);
  const byId = new Map(orders.map((order) => [order.fact.orderId as string, order]));
  expect([...byId.keys()].sort()).toEqual(whole.sort());

  const changed = new Map((await readAllChanged()).map((order) => [order.fact.orderId, order]));
  expect(changed.size).toBe(whole.length + 1);
  for (const id of whole) {
    const alone = await readFromApi(shop, id);
    expect(byId.get(id)).toEqual(alone);
    expect(changed.get(OrderId.parse(id))).toEqual(alone);
  }
});

async function readAllChanged(): Promise<ReadOrder[]> {
  const read: ReadOrder[] = [];
  let after: string | null = null;
  do {
    const page: ChangedOrdersPage = dataOf(
      await readChangedOrders(adminApiOf(shop), SHOP, { since: BEFORE_ALL, after, limit: 4 }),
    );
    expect(page.orders.length).toBeLessThanOrEqual(4);
    read.push(...page.orders);
    after = page.next;
  } while (after !== null);
  return read;
}

test('what changed later comes later, and what did not change since does not come', async () => {
  const { world } = shop;
  world.clock.set(new Date('2027-01-01T10:00:00Z'));
  const [one, other, third] = [buyCoffee(world), buyCoffee(world), buyCoffee(world)];
  world.clock.set(new Date('2027-01-02T10:00:00Z'));
  world.commands.fulfillOrder(other.id);
  world.clock.set(new Date('2027-01-03T10:00:00Z'));
  world.commands.fulfillOrder(one.id);
  const since = new Date('2027-01-02T10:00:00Z');
  const asked = { since, after: null, limit: 5 };
  const { orders } = dataOf(await readChangedOrders(adminApiOf(shop), SHOP, asked));
  expect(orders.map(({ fact }) => fact.orderId)).toEqual([other.id, one.id]);

  world.commands.updateCustomer(third.customerId ?? '', { firstName: 'Nele' });
  const { customers, next } = dataOf(await readChangedCustomers(adminApiOf(shop), SHOP, asked));
  expect(next).toBeNull();
  expect(customers.at(-1)).toMatchObject({
    customer: { customerId: third.customerId, firstName: 'Nele', verifiedEmail: true },
  });
});

test('what was deleted or merged is missing, and nothing else', async () => {
  const { world } = shop;
  const [kept, absorbed] = [buyCoffee(world), buyCoffee(world)];
  const [keptId, absorbedId] = [kept, absorbed].map(({ customerId }) =>
    CustomerId.parse(customerId),
  );
  if (!keptId || !absorbedId) throw new Error('nobody bought the coffee');
  world.commands.mergeCustomers({ keep: keptId, absorb: absorbedId });
  const adminApi = adminApiOf(shop);
  expect(await findMissing(adminApi, SHOP, 'Customer', [keptId, absorbedId])).toEqual({
    ok: true,
    data: [absorbedId],
  });
  const gone = OrderId.parse('99');
  const there = OrderId.parse(absorbed.id);
  expect(await findMissing(adminApi, SHOP, 'Order', [gone, there])).toEqual({
    ok: true,
    data: [gone],
  });
});
