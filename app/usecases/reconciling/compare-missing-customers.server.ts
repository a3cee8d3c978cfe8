import type { Sql } from '#app/db/database.server.ts';
import {
  countMergedMembers,
  listMembersWithoutOrders,
  listNewestOrdersOf,
  listStandingMembers,
} from '#app/db/orders/known-to-shopify.server.ts';
import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import { redactMembers } from '#app/db/privacy/redacted-members.server.ts';
import type { Shop } from '#app/db/shops/shops.server.ts';
import type { CustomerId } from '#app/loyalty/ids.ts';
import type { Tally } from '#app/loyalty/reconciliation.ts';
import type { AdminAnswer } from '#app/shopify/admin-api/admin-api.server.ts';
import {
  type CountableOrders,
  readOrdersByIds,
} from '#app/shopify/orders/read-countable-orders.server.ts';
import { IDS_A_CALL } from '#app/shopify/admin-api/read-existing.server.ts';
import { ORDERS_A_CALL } from '#app/shopify/orders/read-orders-api.server.ts';

import { findReallyMissing } from './find-really-missing.server.ts';
import { type Comparison, onward, type Pages } from './reconciliation-page.server.ts';
import { settleComparedOrders } from './settle-compared-orders.server.ts';

/** Members whose customers Shopify does not have any more: merged into others, or deleted. */
export async function* compareMissingCustomers(
  { services, shop, run }: Comparison,
  { after: begin }: PositionAt<'missing_customers'>,
): Pages {
  const { adminApi, database } = services;
  let after = begin;
  for (;;) {
    const page = { after, limit: IDS_A_CALL, until: run.until };
    const members = await listStandingMembers(database.pool, shop.id, page);
    const customerIds = members.map(({ customerId }) => customerId);
    const missing = await findReallyMissing(adminApi, shop, 'Customer', customerIds);
    if (!missing.ok) return yield { kind: 'no_answer', failure: missing.failure };
    const orders = await readOrdersOfMissing({ services, shop, run }, missing.data);
    if (!orders.ok) return yield { kind: 'no_answer', failure: orders.failure };
    const last = members.at(-1);
    if (!last) break;
    after = last.memberId;
    yield {
      kind: 'page',
      next: { step: 'missing_customers', after },
      settle: (sql, now) => settleMissing(sql, shop, missing.data, orders.data, now),
    };
  }
  yield onward({ step: 'end' });
}

/** A few orders of each, as Shopify has them now: where they have gone over to somebody else, there was a merge. */
async function readOrdersOfMissing(
  { services, shop }: Comparison,
  missing: readonly CustomerId[],
): Promise<AdminAnswer<CountableOrders>> {
  const ids = await listNewestOrdersOf(services.database.pool, shop.id, missing, ORDERS_A_CALL);
  const orders: CountableOrders['orders'][number][] = [];
  const unreadable: CountableOrders['unreadable'][number][] = [];
  for (let start = 0; start < ids.length; start += ORDERS_A_CALL) {
    const some = ids.slice(start, start + ORDERS_A_CALL);
    const read = await readOrdersByIds(services.adminApi, shop.domain, some);
    if (!read.ok) return read;
    orders.push(...read.data.orders);
    unreadable.push(...read.data.unreadable);
  }
  return { ok: true, data: { orders, unreadable } };
}

/**
 * Shopify deletes no customer who has orders. So one who is gone and whose orders we still have under her name, because
 * they are too old to be shown, may have become somebody else, and is left alone.
 */
async function settleMissing(
  sql: Sql,
  shop: Shop,
  missing: readonly CustomerId[],
  orders: CountableOrders,
  now: Date,
): Promise<Partial<Tally>> {
  const { ordersRepaired } = await settleComparedOrders(sql, shop, orders, new Set(missing), now);
  const merged = await countMergedMembers(sql, shop.id, missing);
  const deleted = await listMembersWithoutOrders(sql, shop.id, missing);
  await redactMembers(sql, shop.id, deleted, now);
  return { ordersRepaired, customersRepaired: merged + deleted.length };
}
