import { forgetCustomerTags } from '#app/db/members/customer-tags.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { forgetAllProducts, forgetProducts } from '#app/db/orders/product-traits.server.ts';
import type { ShopId } from '#app/loyalty/ids.ts';

import type { ReceivedDelivery } from './received-delivery.server.ts';

/**
 * Takes note of products, collections and customers' tags that have changed. Shopify is asked what they are now when an
 * order needs it: news comes in any order, so what a delivery says of them is not believed.
 * @param sql an open transaction
 */
export async function forgetTraits(
  sql: Sql,
  shopId: ShopId,
  deliveries: readonly ReceivedDelivery[],
  now: Date,
): Promise<void> {
  const news = deliveries.map(({ delivery }) => delivery);
  const customerIds = news.flatMap((each) =>
    each.kind === 'customer_tags_changed' ? [each.customerId] : [],
  );
  const productIds = news.flatMap((each) =>
    each.kind === 'product_changed' ? [each.productId] : [],
  );
  await forgetCustomerTags(sql, shopId, customerIds, now);
  if (news.some(({ kind }) => kind === 'collection_changed')) {
    await forgetAllProducts(sql, shopId, now);
  } else await forgetProducts(sql, shopId, productIds, now);
}
