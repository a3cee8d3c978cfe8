import { afterAll, beforeAll, expect, test } from 'vitest';

import type { AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { ofShop, readDelivery } from '#app/shopify/deliveries/read-delivery.server.ts';
import { readGrantedScopes } from '#app/shopify/read-granted-scopes.server.ts';
import {
  type AdminShop,
  buyCoffee,
  install,
  openAdminShop,
} from '#tests/sandbox/support/admin-shop.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
});
afterAll(() => shop.close());

/** The newest delivery of a topic, as the app reads it. */
function read(topic: string) {
  const { world } = shop;
  const delivery = world.deliveries.all().findLast((each) => each.topic === topic);
  if (!delivery) throw new Error(`the sandbox did not announce ${topic}`);
  return ofShop(readDelivery(topic, Buffer.from(delivery.body)), world.shop.get().domain);
}

test('what the shop demands of the app is understood', () => {
  const { world } = shop;
  install(world);
  const { customerId, id: orderId } = buyCoffee(world);
  if (customerId === null) throw new Error('nobody bought the coffee');
  const email = world.customers.get(customerId)?.email;

  const requestId = world.commands.requestCustomerData(customerId);
  expect(read('customers/data_request')).toMatchObject({
    kind: 'data_request',
    requestId,
    customerId,
    orderIds: [orderId],
  });

  world.commands.changeScopes(['read_orders']);
  expect(read('app/scopes_update')).toEqual({ kind: 'scopes_updated' });

  world.commands.runScheduled(world.commands.requestErasure(customerId).id);
  expect(read('customers/redact')).toMatchObject({ kind: 'customer_redaction', customerId, email });

  world.commands.uninstallApp();
  expect(read('app/uninstalled')).toMatchObject({ kind: 'app_uninstalled' });
});

test('what the shop tells of customers and payments is understood', () => {
  const { world } = shop;
  install(world, ['read_orders', 'write_customers', 'read_customer_merge']);
  const kept = buyCoffee(world);
  const absorbed = buyCoffee(world);
  expect(read('customers/create')).toMatchObject({
    kind: 'customer',
    customer: { customerId: absorbed.customerId, verifiedEmail: true },
  });
  // Paid by card: the order's own body says all of it.
  expect(read('order_transactions/create')).toEqual({ kind: 'nothing' });
  const lines = [{ variantId: absorbed.lines[0]?.variantId ?? '', quantity: 1 }];
  const { id: paidByGiftCard } = world.commands.placeOrder({
    customerId: kept.customerId,
    lines,
    email: null,
    locale: 'en',
    payments: [{ amount: 500, gateway: 'gift_card' }],
    payment: 'pending',
  });
  expect(read('order_transactions/create')).toEqual({
    kind: 'order_part',
    orderId: paidByGiftCard,
    refundId: null,
  });

  world.commands.fulfillOrder(kept.id);
  expect(read('orders/fulfilled')).toMatchObject({ kind: 'order' });

  const [keptId, absorbedId] = [kept.customerId ?? '', absorbed.customerId ?? ''];
  world.commands.mergeCustomers({ keep: keptId, absorb: absorbedId });
  expect(read('customers/merge')).toEqual({ kind: 'customers_merged', keptId, absorbedId });
  expect(read('orders/updated')).toMatchObject({
    order: { fact: { orderId: absorbed.id, customerId: keptId } },
  });
});

test('the scopes that the shop grants are read from its Admin API', async () => {
  const adminApi: AdminApi = {
    async run(_shopDomain, operation, variables) {
      const scopes = ['read_orders', 'write_customers'];
      const answer = await shop.ask(operation.toString(), variables as object, scopes);
      return { ok: true, data: answer.data as never };
    },
  };
  expect(await readGrantedScopes(adminApi, 'shop.myshopify.com')).toEqual({
    ok: true,
    data: ['read_orders', 'write_customers'],
  });
});
