import { z } from 'zod';

import { parseMinor } from '#app/loyalty/money.ts';

import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.server.ts';
import { ProductPrices } from '../generated/operations.server.ts';
import { fromGid, toGid } from '../admin-api/gid.server.ts';
import { askChecked } from './ask-checked.server.ts';

/** A product or variant that members get for free. */
export interface PricedProduct {
  readonly kind: 'Product' | 'ProductVariant';
  readonly id: string;
  /** Of one unit, of a product's dearest variant; minor units of the shop's currency. */
  readonly price: number;
}

/** Ids a call: a product brings its variants along, and a query may cost 1,000 points. */
const IDS_MAX = 4;

/** What cannot be counted is no answer. */
const Price = z.string().regex(/^\d{1,13}(\.\d{1,6})?$/);

const Answer = z.object({
  nodes: z.array(
    z
      .union([
        z.object({ __typename: z.literal('ProductVariant'), id: z.string(), price: Price }),
        z.object({
          __typename: z.literal('Product'),
          id: z.string(),
          variants: z.object({ nodes: z.array(z.object({ price: Price })) }),
        }),
      ])
      .nullable(),
  ),
});

/**
 * What products cost, by their ids. An id is a product's or a variant's: the program does not say, and Shopify never gives
 * one to both.
 * @returns those that exist
 */
export async function readProductPrices(
  adminApi: AdminApi,
  shopDomain: string,
  ids: readonly string[],
  currency: string,
): Promise<AdminAnswer<Map<string, PricedProduct>>> {
  const found = new Map<string, PricedProduct>();
  for (let from = 0; from < ids.length; from += IDS_MAX) {
    const some = ids.slice(from, from + IDS_MAX);
    const gids = some.flatMap((id) => [toGid('ProductVariant', id), toGid('Product', id)]);
    const answer = await askChecked(adminApi, shopDomain, ProductPrices, { ids: gids }, Answer);
    if (!answer.ok) return answer;
    for (const node of answer.data.nodes) {
      const product = node && pricedOf(node, currency);
      if (product) found.set(product.id, product);
    }
  }
  return { ok: true, data: found };
}

type FoundNode = NonNullable<z.infer<typeof Answer>['nodes'][number]>;

function pricedOf(node: FoundNode, currency: string): PricedProduct {
  const prices =
    node.__typename === 'Product' ? node.variants.nodes.map(({ price }) => price) : [node.price];
  const price = Math.max(0, ...prices.map((each) => parseMinor(each, currency)));
  return { kind: node.__typename, id: fromGid(node.__typename, node.id), price };
}
