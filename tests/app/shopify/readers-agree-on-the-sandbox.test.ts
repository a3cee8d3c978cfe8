import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { OrderId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/order-fact.ts';
import type { AdminApi } from '#app/shopify/admin-api.server.ts';
import { readDelivery } from '#app/shopify/read-delivery.server.ts';
import { readOrdersFromApi } from '#app/shopify/read-orders-api.server.ts';
import { orderBody } from '#sandbox/webhooks/order-body.ts';
import {
  type AdminShop,
  buyCoffee,
  openAdminShop,
  SHOP_OPENS_MS_MAX,
} from '#tests/sandbox/support/admin-shop.ts';

let shop: AdminShop;
beforeAll(async () => {
  shop = await openAdminShop();
}, SHOP_OPENS_MS_MAX);
afterAll(() => shop.close());

/** What the Admin API of the sandbox says, through the app's own reader. */
async function factFromApi(orderId: string): Promise<OrderFact | undefined> {
  const adminApi: AdminApi = {
    async run(_shopDomain, operation, variables) {
      const answer = await shop.ask(operation.toString(), variables as object);
      if (!answer.data) throw new Error(answer.errors.map(({ message }) => message).join());
      return { ok: true, data: answer.data as never };
    },
  };
  const answer = await readOrdersFromApi(adminApi, 'shop.myshopify.com', [OrderId.parse(orderId)]);
  return answer.ok ? answer.data[0]?.fact : undefined;
}

/** What the body of a webhook says of the same state. */
function factFromWebhook(orderId: string): OrderFact {
  const { world } = shop;
  const order = world.orders.get(orderId);
  if (!order) throw new Error('no such order');
  const customer =
    order.customerId === null ? null : (world.customers.get(order.customerId) ?? null);
  const body = Buffer.from(JSON.stringify(orderBody(order, customer, world.shop.get())));
  const delivery = readDelivery('orders/updated', body);
  if (delivery.kind !== 'order') throw new Error(JSON.stringify(delivery));
  return delivery.order.fact;
}

type Step = (orderId: string, lineId: string) => void;

const refundUnit: Step = (orderId, lineId) =>
  shop.world.commands.refundOrder({ orderId, lines: [{ lineId, quantity: 1 }] });
const refundShipping: Step = (orderId) =>
  shop.world.commands.refundOrder({ orderId, lines: [], shipping: 490 });
const refundAmount: Step = (orderId) =>
  shop.world.commands.refundOrder({ orderId, lines: [], amountWithoutLines: 300 });
const cancel: Step = (orderId) =>
  shop.world.commands.cancelOrder(orderId, { reason: 'customer', refund: false });
const cancelAndRefund: Step = (orderId) =>
  shop.world.commands.cancelOrder(orderId, { reason: 'customer', refund: true });

describe('one order of the shop is one fact, by webhook and by Admin API', () => {
  test.each<[string, Step[]]>([
    ['paid', []],
    ['a unit refunded', [refundUnit]],
    ['shipping refunded', [refundShipping]],
    ['an amount refunded', [refundAmount]],
    ['refunded in every way', [refundUnit, refundShipping, refundAmount]],
    ['cancelled', [cancel]],
    ['cancelled and refunded', [cancelAndRefund]],
  ])('%s', async (_name, steps) => {
    const order = buyCoffee(shop.world, 3);
    for (const step of steps) step(order.id, order.lines[0]?.id ?? '');
    const fact = factFromWebhook(order.id);
    expect(await factFromApi(order.id)).toEqual(fact);
  });

  test('and a refund by amount lowers what it charges by nothing but is not forgotten', () => {
    const order = buyCoffee(shop.world, 3);
    refundAmount(order.id, '');
    expect(factFromWebhook(order.id).refundedWithoutLines).toBe(300);
  });
});
