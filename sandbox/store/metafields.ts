import type { Metafield } from './app-types.ts';
import type { Store } from './store.ts';
import type { World } from '../world.ts';

/**
 * Metafields, found by owner.
 * @param store where they are kept
 * @param appNamespace what `$app` stands for: `app--` and the app's id, see "Reserved namespaces" in
 *   https://shopify.dev/docs/apps/build/metafields/ownership
 */
export function openMetafields(store: Store, appNamespace: string): World['metafields'] {
  const keyOf = (ownerId: string, namespace: string, key: string): string =>
    `${ownerId} ${namespace} ${key}`;
  const table = store.table<Metafield>('metafield', (metafield) =>
    keyOf(metafield.ownerId, metafield.namespace, metafield.key),
  );
  const byOwner = new Map<string, Map<string, Metafield>>();
  const index = (metafield: Metafield): void => {
    const owned = byOwner.get(metafield.ownerId) ?? new Map<string, Metafield>();
    owned.set(keyOf(metafield.ownerId, metafield.namespace, metafield.key), metafield);
    byOwner.set(metafield.ownerId, owned);
  };
  table.all().forEach(index);
  return {
    appNamespace,
    get: (ownerId, namespace, key) => table.get(keyOf(ownerId, namespace, key)),
    put(metafield) {
      table.put(metafield);
      index(metafield);
    },
    deleteOfOwner(ownerId) {
      for (const id of byOwner.get(ownerId)?.keys() ?? []) table.delete(id);
      byOwner.delete(ownerId);
    },
    ofOwner: (ownerId) => [...(byOwner.get(ownerId)?.values() ?? [])],
  };
}
