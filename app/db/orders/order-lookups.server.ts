import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import { OrderTraits } from '#app/loyalty/orders/order-traits.ts';

import type { Sql } from '../database.server.ts';

/** Whose stored orders are. */
export interface OrderTies {
  readonly memberIds: readonly MemberId[];
  /** All customers whom they have named, and those in whose context they are judged. */
  readonly customerIds: readonly CustomerId[];
  /** Who claimed those that name no customer. */
  readonly claimedBy: readonly MemberId[];
}

/** Whose stored orders are, without a lock: whom to lock before the orders. */
export async function listOrderTies(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<OrderTies> {
  if (orderIds.length === 0) return { memberIds: [], customerIds: [], claimedBy: [] };
  const { rows } = await sql.query<
    Record<'member_id' | 'track' | 'claimed_by', string | null> & { named: string[] }
  >(
    `SELECT member_id, track, claimed_by, ARRAY(SELECT jsonb_object_keys(named)) AS named
     FROM orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[])`,
    [shopId, orderIds],
  );
  const memberIds = rows.flatMap((row) => row.member_id ?? []);
  const customerIds = rows.flatMap((row) => [
    ...row.named,
    ...(row.track === null ? [] : [row.track]),
  ]);
  return {
    memberIds: [...new Set(memberIds)].map((id) => MemberId.parse(id)),
    customerIds: [...new Set(customerIds)].map((id) => CustomerId.parse(id)),
    claimedBy: [...new Set(rows.flatMap((row) => row.claimed_by ?? []))].map((id) =>
      MemberId.parse(id),
    ),
  };
}

/** The newest known states of orders, without a lock; orders that are not known are left out. */
export async function listOrderFacts(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<OrderFact[]> {
  const { rows } = await sql.query<{ fact: unknown }>(
    `SELECT fact FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND fact IS NOT NULL`,
    [shopId, orderIds],
  );
  return rows.map((row) => OrderFact.parse(row.fact));
}

/** What was recorded with orders beside their states, without a lock; of whom nothing was, is left out. */
export async function listOrderTraits(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, OrderTraits>> {
  const { rows } = await sql.query<{ order_id: string; traits: unknown }>(
    `SELECT order_id, traits FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND traits IS NOT NULL`,
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [OrderId.parse(row.order_id), OrderTraits.parse(row.traits)]));
}

/** Orders that were placed at a moment or later, oldest first. It reads all of the shop's: it is asked rarely. */
export async function listOrdersProcessedFrom(
  sql: Sql,
  shopId: ShopId,
  since: Date,
): Promise<OrderId[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT order_id FROM orders WHERE shop_id = $1 AND processed_at >= $2 AND fact IS NOT NULL
     ORDER BY processed_at, order_id`,
    [shopId, since],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}

/** A member's orders whose states have named several customers: who of them became her decides how they are judged. */
export async function listSeverallyNamed(
  sql: Sql,
  shopId: ShopId,
  memberId: MemberId,
): Promise<OrderId[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `SELECT order_id FROM orders WHERE shop_id = $1 AND member_id = $2 AND named - track::text <> '{}'`,
    [shopId, memberId],
  );
  return rows.map((row) => OrderId.parse(row.order_id));
}

/** The customers whom stored orders name; those without one are left out. */
export async function listOrderCustomers(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, CustomerId>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<{ order_id: string; customer_id: string }>(
    `SELECT order_id, customer_id FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND customer_id IS NOT NULL`,
    [shopId, orderIds],
  );
  return new Map(
    rows.map((row) => [OrderId.parse(row.order_id), CustomerId.parse(row.customer_id)]),
  );
}
