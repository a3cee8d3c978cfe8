import { type CatalogReference, textOfReference } from '#app/loyalty/catalog/reference.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { IDS_A_CALL } from '../admin-api/read-existing.server.ts';
import { CatalogNames, type CatalogNamesQuery } from '../generated/operations.server.ts';

/** A product of a program may be a variant, so it is looked for as both. */
const KINDS = { product: ['Product', 'ProductVariant'], collection: ['Collection'] } as const;

/** Each reference is looked for under two ids at most. */
const REFERENCES_A_CALL = IDS_A_CALL / 2;

/** What Shopify calls the only variant of a product that has no options. */
const ONLY_VARIANT = 'Default Title';

/**
 * What products, variants and collections are called, in the shop's primary language.
 * @returns those that exist, by `textOfReference`
 */
export async function readCatalogNames(
  adminApi: AdminApi,
  shopDomain: string,
  references: readonly CatalogReference[],
): Promise<AdminAnswer<ReadonlyMap<string, string>>> {
  const names = new Map<string, string>();
  for (let from = 0; from < references.length; from += REFERENCES_A_CALL) {
    const some = references.slice(from, from + REFERENCES_A_CALL);
    const ids = some.flatMap(({ kind, id }) => KINDS[kind].map((type) => toGid(type, id)));
    const answer = await adminApi.run(shopDomain, CatalogNames, { ids });
    if (!answer.ok) return answer;
    if (answer.data.nodes.length !== ids.length) {
      // Something would be taken for gone of which nothing was said.
      return { ok: false, failure: { kind: 'unavailable', reason: 'the answer makes no sense' } };
    }
    for (const node of answer.data.nodes) nameOf(node, names);
  }
  return { ok: true, data: names };
}

function nameOf(node: CatalogNamesQuery['nodes'][number], names: Map<string, string>): void {
  const note = (kind: CatalogReference['kind'], id: string, name: string) =>
    names.set(textOfReference({ kind, id }), name);
  if (node?.__typename === 'Collection') {
    note('collection', fromGid('Collection', node.id), node.title);
  } else if (node?.__typename === 'Product') {
    note('product', fromGid('Product', node.id), node.title);
  } else if (node?.__typename === 'ProductVariant') {
    const { product, title } = node;
    const name = title === ONLY_VARIANT ? product.title : `${product.title}, ${title}`;
    note('product', fromGid('ProductVariant', node.id), name);
  }
}
