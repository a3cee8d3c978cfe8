import type { Id } from '../store/scalars.ts';
import type { Collection, Product } from '../store/product-types.ts';
import { RefusedByShop } from './command-types.ts';
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
 * Deletes a product for good; it is in no collection any more. Announces `products/delete`.
 * @throws RefusedByShop when there is no such product
 */
export function deleteProduct(context: CommandContext, id: Id): void {
  if (!context.products.get(id)) {
    throw new RefusedByShop(`There is no product with the id ${id}.`);
  }
  context.products.delete(id);
  for (const collection of context.collections.all()) {
    if (!collection.productIds.includes(id)) continue;
    const productIds = collection.productIds.filter((productId) => productId !== id);
    context.collections.put({ ...collection, productIds });
  }
  context.announce([{ topic: 'products/delete', deletedId: id }]);
}

/**
 * Deletes a collection; its products stay. Announces `collections/delete`.
 * @throws RefusedByShop when there is no such collection
 */
export function deleteCollection(context: CommandContext, id: Id): void {
  if (!context.collections.get(id)) {
    throw new RefusedByShop(`There is no collection with the id ${id}.`);
  }
  context.collections.delete(id);
  context.announce([{ topic: 'collections/delete', deletedId: id }]);
}

/**
 * Deletes a discount, and its codes with it. Announces `discounts/delete`, whoever did it: staff or an app.
 * @throws RefusedByShop when there is no such discount
 */
export function deleteDiscount(context: CommandContext, id: Id): void {
  const discount = context.discounts.get(id);
  if (!discount) throw new RefusedByShop(`There is no discount with the id ${id}.`);
  for (const code of context.redeemCodes.ofDiscount(id)) context.redeemCodes.delete(code.id);
  context.discounts.delete(id);
  context.announce([{ topic: 'discounts/delete', discount, deletedAt: presentTime(context) }]);
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
