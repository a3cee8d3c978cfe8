import { findCustomerTags, saveCustomerTags } from '#app/db/members/customer-tags.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { listOrderTraits } from '#app/db/orders/order-lookups.server.ts';
import { findProductTraits, saveProductTraits } from '#app/db/orders/product-traits.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import {
  type AskedTraits,
  asksNothing,
  type FoundTraits,
  type LackingTraits,
  lackingTraits,
  traitsAskedBy,
  withFound,
} from '#app/loyalty/orders/asked-traits.ts';
import type { CustomerId, OrderId, OrderLineId, ProductId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import {
  NO_PRODUCT,
  type OrderTraits,
  type ProductTraits,
} from '#app/loyalty/orders/order-traits.ts';
import type { AdminAnswer, AdminApi } from '#app/shopify/admin-api/admin-api.server.ts';
import { readCustomerTags } from '#app/shopify/customers/read-customer-tags.server.ts';
import { readProductTraits } from '#app/shopify/products/read-product-traits.server.ts';
import { readSubscriptionLines } from '#app/shopify/orders/read-subscription-lines.server.ts';

import { askedOf, believedSince } from './record-traits.server.ts';

/** Where Shopify is asked from, and what is kept of its answers. */
export interface Asking {
  readonly adminApi: AdminApi;
  readonly sql: Sql;
  readonly shop: Pick<Shop, 'id' | 'domain'>;
  readonly now: Date;
}

/** An order of which the program asks what nobody has recorded. */
interface LackingOrder {
  readonly read: ReadOrder;
  readonly asked: AskedTraits;
  readonly recorded: OrderTraits | null;
  readonly lacks: LackingTraits;
}

/**
 * Asks Shopify for what the program wants to know of orders beside their own state. Call it outside of any transaction.
 * Where the program asks nothing, nor anything new, nobody is asked.
 * @returns the orders with what is known of them; what Shopify does not have any more, or does not show, is nothing
 */
export async function askForTraits(
  asking: Asking,
  orders: readonly ReadOrder[],
): Promise<AdminAnswer<readonly ReadOrder[]>> {
  const lacking = await findLacking(asking, orders);
  if (lacking.length === 0) return { ok: true, data: orders };
  const products = await askForProducts(asking, [
    ...new Set(lacking.flatMap(({ lacks }) => lacks.productIds)),
  ]);
  if (!products.ok) return products;
  const customerTags = await askForTags(asking, [
    ...new Set(lacking.flatMap(({ lacks }) => lacks.customerId ?? [])),
  ]);
  if (!customerTags.ok) return customerTags;
  const lines = await askForSubscriptions(asking, lacking);
  if (!lines.ok) return lines;
  const told = new Map(
    lacking.map(({ read: { fact }, asked, recorded }) => {
      const subscriptionLines = [...(lines.data.get(fact.orderId) ?? [])];
      const found: FoundTraits = {
        products: products.data,
        customerTags: customerTags.data,
        subscriptionLines,
      };
      return [fact.orderId, withFound(recorded, asked, fact, found)];
    }),
  );
  return {
    ok: true,
    data: orders.map((read) => {
      const traits = told.get(read.fact.orderId);
      return traits ? { ...read, traits } : read;
    }),
  };
}

async function findLacking(
  { sql, shop }: Asking,
  orders: readonly ReadOrder[],
): Promise<LackingOrder[]> {
  if (orders.length === 0) return [];
  const versions = await listProgramVersions(sql, shop.id);
  if (versions.every(({ program }) => asksNothing(traitsAskedBy(program)))) return [];
  const recorded = await listOrderTraits(
    sql,
    shop.id,
    orders.map(({ fact }) => fact.orderId),
  );
  return orders.flatMap((read): LackingOrder[] => {
    const asked = askedOf(versions, read.fact);
    const before = recorded.get(read.fact.orderId) ?? null;
    const lacks = asked && lackingTraits(asked, read.fact, before);
    return asked && lacks ? [{ read, asked, recorded: before, lacks }] : [];
  });
}

async function askForProducts(
  { adminApi, sql, shop, now }: Asking,
  productIds: readonly ProductId[],
): Promise<AdminAnswer<ReadonlyMap<ProductId, ProductTraits>>> {
  const known = await findProductTraits(sql, shop.id, productIds, believedSince(now).products);
  const asked = productIds.filter((id) => !known.has(id));
  const answer = await readProductTraits(adminApi, shop.domain, asked);
  if (!answer.ok) return answer;
  await saveProductTraits(sql, shop.id, asked, answer.data, now);
  for (const id of asked) known.set(id, answer.data.get(id) ?? NO_PRODUCT);
  return { ok: true, data: known };
}

/**
 * The tags of customers, as Shopify has said lately or says now. Call it outside of any transaction.
 * @returns of everybody who was asked about; who is not there any more has none
 */
export async function askForTags(
  { adminApi, sql, shop, now }: Asking,
  customerIds: readonly CustomerId[],
): Promise<AdminAnswer<ReadonlyMap<CustomerId, readonly string[]>>> {
  const known = await findCustomerTags(sql, shop.id, customerIds, believedSince(now).tags);
  const asked = customerIds.filter((id) => !known.has(id));
  const answer = await readCustomerTags(adminApi, shop.domain, asked);
  if (!answer.ok) return answer;
  await saveCustomerTags(sql, shop.id, asked, answer.data, now);
  for (const id of asked) known.set(id, answer.data.get(id) ?? []);
  return { ok: true, data: known };
}

async function askForSubscriptions(
  { adminApi, shop }: Asking,
  lacking: readonly LackingOrder[],
): Promise<AdminAnswer<ReadonlyMap<OrderId, readonly OrderLineId[]>>> {
  const orderIds = lacking.flatMap(({ read, lacks }) =>
    lacks.subscriptions ? [read.fact.orderId] : [],
  );
  return readSubscriptionLines(adminApi, shop.domain, [...new Set(orderIds)]);
}
