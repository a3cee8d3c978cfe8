import { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { parseLosslessJson } from '#app/shopify/admin-api/lossless-json.server.ts';
import { readOrderWebhook } from '#app/shopify/orders/read-order-webhook.server.ts';
import { readOrdersFromApi } from '#app/shopify/orders/read-orders-api.server.ts';
import type { Order } from '#sandbox/store/order-types.ts';
import type { World } from '#sandbox/world.ts';
import { orderBody } from '#sandbox/webhooks/order-body.ts';
import type { AdminShop } from '#tests/sandbox/support/admin-shop.ts';

const SHOP = 'shop.myshopify.com';

/** The Admin API of the sandbox as the app meets it; an error that the sandbox answers is one of the test. */
export function adminApiOf(shop: AdminShop): AdminApi {
  return {
    async run(_shopDomain, operation, variables) {
      // Enough for the rate limit to be full again: it is not what is tried here.
      shop.passSeconds(60);
      const answer = await shop.ask(operation.toString(), variables as object);
      if (answer.errors.length > 0 || !answer.data) {
        throw new Error(answer.errors.map(({ message }) => message).join());
      }
      return { ok: true, data: answer.data as never };
    },
  };
}

/** An order of the sandbox as it stands. */
export function orderOf(world: World, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (!order) throw new Error('no such order');
  return order;
}

/** What the Admin API of the sandbox says of an order, through the app's own reader. */
export async function readFromApi(shop: AdminShop, orderId: string): Promise<ReadOrder> {
  const answer = await readOrdersFromApi(adminApiOf(shop), SHOP, [OrderId.parse(orderId)]);
  const [read] = answer.ok ? answer.data : [];
  if (!read) throw new Error('the Admin API did not show the order');
  return read;
}

/** What the body of a webhook says of the same state. */
export function readFromWebhook({ world }: AdminShop, orderId: string) {
  const order = orderOf(world, orderId);
  const customer =
    order.customerId === null ? null : (world.customers.get(order.customerId) ?? null);
  const body: unknown = parseLosslessJson(
    JSON.stringify(orderBody(order, customer, world.shop.get())),
  );
  return readOrderWebhook(body);
}
