import type { Metafield } from '../../../store/app-types.ts';
import type { World } from '../../../world.ts';

type LiquidMetafield = { value: unknown; type: string };

/**
 * The metafields of an owner as Liquid reads them: `metafields.<namespace>.<key>.value`,
 * https://shopify.dev/docs/api/liquid/objects/metafield
 * @param forApp whether an app's own extension asks: only then `$app` stands for the app's reserved namespace,
 *   https://shopify.dev/docs/apps/build/metafields#app-owned-metafields
 */
export function metafieldsOf(
  world: World,
  ownerId: string,
  forApp: boolean,
): Record<string, Record<string, LiquidMetafield>> {
  const namespaces: Record<string, Record<string, LiquidMetafield>> = {};
  for (const metafield of world.metafields.ofOwner(ownerId)) {
    const keys = (namespaces[metafield.namespace] ??= {});
    keys[metafield.key] = { value: valueOf(metafield), type: metafield.type };
  }
  const own = namespaces[world.metafields.appNamespace];
  if (forApp && own) namespaces.$app = own;
  return namespaces;
}

/** A metafield's value by its type, https://shopify.dev/docs/apps/build/metafields/list-of-data-types */
function valueOf({ type, value }: Metafield): unknown {
  if (type === 'json' || type.startsWith('list.')) return JSON.parse(value);
  if (type === 'boolean') return value === 'true';
  if (type === 'number_integer' || type === 'number_decimal') return Number(value);
  return value;
}
