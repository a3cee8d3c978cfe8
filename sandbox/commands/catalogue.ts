import type { Collection, Id, Product } from '../store/types.ts';
import { RefusedByShop } from '../world.ts';
import { type CommandContext, presentTime } from './context.ts';

/**
 * Changes a product's tags; announces `products/update`.
 * @throws RefusedByShop when there is no such product
 */
export function tagProduct(context: CommandContext, id: Id, tags: readonly string[]): Product {
  const before = context.products.get(id);
  if (!before) throw new RefusedByShop(`There is no product with the id ${id}.`);
  const product = { ...before, tags: [...tags], updatedAt: presentTime(context) };
  context.products.put(product);
  context.announce([{ topic: 'products/update', product }]);
  return product;
}

/**
 * Adds products to a collection by hand and takes others out; announces `collections/update`, "once if multiple products
 * are manually added or removed from a collection at the same time" (`WebhookSubscriptionTopic.COLLECTIONS_UPDATE`).
 * @throws RefusedByShop when there is no such collection or product
 */
export function changeCollection(
  context: CommandContext,
  id: Id,
  { add, remove }: { add: readonly Id[]; remove: readonly Id[] },
): Collection {
  const before = context.collections.get(id);
  if (!before) throw new RefusedByShop(`There is no collection with the id ${id}.`);
  const unknown = add.find((productId) => !context.products.get(productId));
  if (unknown !== undefined) throw new RefusedByShop(`There is no product with the id ${unknown}.`);
  const productIds = [...new Set([...before.productIds, ...add])].filter(
    (productId) => !remove.includes(productId),
  );
  const collection = { ...before, productIds, updatedAt: presentTime(context) };
  context.collections.put(collection);
  context.announce([{ topic: 'collections/update', collection }]);
  return collection;
}

/**
 * Changes an order's tags; announces `orders/updated`.
 * @throws RefusedByShop when there is no such order
 */
export function tagOrder(context: CommandContext, id: Id, tags: readonly string[]): void {
  const before = context.orders.get(id);
  if (!before) throw new RefusedByShop(`There is no order with the id ${id}.`);
  const order = { ...before, tags: [...tags], updatedAt: presentTime(context) };
  context.orders.put(order);
  context.announce([{ topic: 'orders/updated', order }]);
}
