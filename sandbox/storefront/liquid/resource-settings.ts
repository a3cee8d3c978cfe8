import type { Visit } from '../visit.ts';
import { allProductsCollection, collectionObject, productObject } from './objects/catalog.ts';

interface SettingType {
  readonly type: string;
  readonly id?: string | undefined;
}

/**
 * Turns settings that name a product or a collection by its handle into that object, as Liquid gives them,
 * https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings#product
 * @param values by setting id
 */
export function resolveResources(
  visit: Visit,
  settings: readonly SettingType[],
  values: Readonly<Record<string, string | number | boolean>>,
): Record<string, unknown> {
  const resolved: Record<string, unknown> = { ...values };
  for (const { type, id } of settings) {
    if (id === undefined || (type !== 'product' && type !== 'collection')) continue;
    const handle = values[id];
    resolved[id] = type === 'product' ? findProduct(visit, handle) : findCollection(visit, handle);
  }
  return resolved;
}

function findProduct(visit: Visit, handle: unknown) {
  const found = visit.world.products.all().find((product) => product.handle === handle);
  return found ? productObject(visit, found) : null;
}

function findCollection(visit: Visit, handle: unknown) {
  if (handle === 'all') return allProductsCollection(visit);
  const found = visit.world.collections.all().find((collection) => collection.handle === handle);
  return found ? collectionObject(visit, found) : null;
}
