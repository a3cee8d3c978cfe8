import {
  changeDiscount,
  type RewardDiscount,
} from '#app/db/redemptions/reward-discounts.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import {
  type PricedProduct,
  readProductPrices,
} from '#app/shopify/reward-discounts/product-prices.server.ts';
import { changePrice } from '#app/shopify/reward-discounts/save-discount.server.ts';

import type { Tending } from './tending.server.ts';

/** The free product of a discount; `missing` where none was found, or it has no price of which anything could be taken off. */
export type ProductFound = PricedProduct | 'none_needed' | 'missing';

/** What the free products of these discounts cost now, by their ids. */
export async function readPrices(
  { services, shop }: Tending,
  discounts: readonly RewardDiscount[],
): Promise<AdminAnswer<Map<string, PricedProduct>>> {
  const ids = discounts.flatMap(({ terms: { gives } }) =>
    gives.kind === 'product' ? gives.id : [],
  );
  return readProductPrices(services.adminApi, shop.domain, [...new Set(ids)], shop.currency);
}

/** The free product of a discount, among those whose prices were read. */
export function productOf(
  { terms: { gives } }: RewardDiscount,
  prices: ReadonlyMap<string, PricedProduct>,
): ProductFound {
  if (gives.kind !== 'product') return 'none_needed';
  const product = prices.get(gives.id);
  return product && product.price > 0 ? product : 'missing';
}

/**
 * Has a discount take off what its free product costs now.
 * @returns whether it does
 */
export async function followPrice(
  { services, shop }: Tending,
  discount: RewardDiscount,
  product: PricedProduct,
): Promise<AdminAnswer<boolean>> {
  if (discount.productPrice === product.price) return { ok: true, data: true };
  const { id, terms, shopifyId } = discount;
  const change = { terms, product };
  const answer = await changePrice(services.adminApi, shop.domain, shopifyId ?? '', change);
  if (!answer.ok) return answer;
  if (answer.data.kind !== 'saved') return { ok: true, data: false };
  await changeDiscount(services.database.pool, shop.id, id, { productPrice: product.price });
  return { ok: true, data: true };
}
