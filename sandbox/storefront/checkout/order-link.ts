import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Id } from '../../store/scalars.ts';
import type { Order } from '../../store/order-types.ts';
import type { World } from '../../world.ts';

function keyOf(world: World, orderId: Id): string {
  const secret = world.storefrontKey;
  return createHmac('sha256', secret).update(`order ${orderId}`).digest('hex').slice(0, 32);
}

/**
 * Path of an order's status page, without language prefix. It carries a key, so that who bought as a guest can open it
 * from the mail and nobody can guess another's
 * (https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order#field-Order.fields.statusPageUrl).
 */
export function orderStatusPath(world: World, orderId: Id): string {
  return `/orders/${orderId}/${keyOf(world, orderId)}`;
}

/** The order that a status page shows, if the key is the right one. */
export function openOrder(world: World, orderId: Id, key: string): Order | undefined {
  const [given, right] = [Buffer.from(key), Buffer.from(keyOf(world, orderId))];
  const matches = given.length === right.length && timingSafeEqual(given, right);
  return matches ? world.orders.get(orderId) : undefined;
}
