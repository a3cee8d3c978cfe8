import { ProductId } from '#app/loyalty/ids.ts';
import type { ProductTraits as Traits } from '#app/loyalty/orders/order-traits.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import {
  ProductCollections,
  ProductTraits,
  type ProductTraitsQuery,
} from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { storableText } from '../wire/storable-text.server.ts';

/** As many products as one query may ask for within Shopify's limit of cost. */
const PRODUCTS_A_CALL = 40;

type ApiProduct = Extract<
  NonNullable<ProductTraitsQuery['nodes'][number]>,
  { readonly __typename: 'Product' }
>;

/**
 * Reads what Shopify says of products today.
 * @returns by product; those that Shopify no longer has are left out
 */
export async function readProductTraits(
  adminApi: AdminApi,
  shopDomain: string,
  productIds: readonly ProductId[],
): Promise<AdminAnswer<Map<ProductId, Traits>>> {
  const read = new Map<ProductId, Traits>();
  for (let start = 0; start < productIds.length; start += PRODUCTS_A_CALL) {
    const some = productIds.slice(start, start + PRODUCTS_A_CALL);
    const ids = some.map((id) => toGid('Product', id));
    const answer = await adminApi.run(shopDomain, ProductTraits, { ids });
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      if (node?.__typename !== 'Product') continue;
      const collections = await readCollections(adminApi, shopDomain, node);
      if (!collections.ok) return collections;
      read.set(ProductId.parse(fromGid('Product', node.id)), traitsOf(node, collections.data));
    }
  }
  return { ok: true, data: read };
}

function traitsOf({ tags, productType, vendor }: ApiProduct, collections: string[]): Traits {
  return {
    collections,
    tags: tags.map(storableText),
    type: storableText(productType),
    vendor: storableText(vendor),
  };
}

async function readCollections(
  adminApi: AdminApi,
  shopDomain: string,
  product: ApiProduct,
): Promise<AdminAnswer<string[]>> {
  const nodes = [...product.collections.nodes];
  let { pageInfo } = product.collections;
  while (pageInfo.hasNextPage) {
    const asked = { productId: product.id, after: pageInfo.endCursor };
    const answer = await adminApi.run(shopDomain, ProductCollections, asked);
    if (!answer.ok) return answer;
    // Deleted meanwhile: what was read is the last that can be known.
    if (!answer.data.product) break;
    nodes.push(...answer.data.product.collections.nodes);
    ({ pageInfo } = answer.data.product.collections);
  }
  return { ok: true, data: nodes.map(({ id }) => fromGid('Collection', id)) };
}
