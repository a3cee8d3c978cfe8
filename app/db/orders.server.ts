import { MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import { OrderFact } from '#app/loyalty/order-fact.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';

import { type Sql, TransactionConflict } from './database.server.ts';

/** What is stored of an order: the newest state that was settled, and how far. */
export interface StoredOrder {
  readonly orderId: OrderId;
  readonly memberId: MemberId | null;
  readonly fact: OrderFact | null;
  readonly contentHash: string | null;
  /** Points posted for the order, net. */
  readonly settledPoints: number;
  readonly nextOrdinal: number;
}

/** The new state of an order after settling. */
export interface SettledOrder {
  readonly fact: OrderFact;
  readonly contentHash: string;
  readonly memberId: MemberId | null;
  readonly receipt: OrderReceipt;
  readonly settledPoints: number;
  readonly nextOrdinal: number;
}

/**
 * Reads orders and locks their rows, by id, until the transaction ends. Call it after locking the members.
 * @returns those that are known; the others have no row yet
 */
export async function lockOrders(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, StoredOrder>> {
  const { rows } = await sql.query<{
    order_id: string;
    member_id: string | null;
    fact: unknown;
    content_hash: string | null;
    settled_points: string;
    next_ordinal: number;
  }>(
    `SELECT order_id, member_id, fact, content_hash, settled_points, next_ordinal FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) ORDER BY order_id FOR UPDATE`,
    [shopId, orderIds],
  );
  const stored = rows.map((row): StoredOrder => ({
    orderId: OrderId.parse(row.order_id),
    memberId: row.member_id === null ? null : MemberId.parse(row.member_id),
    fact: row.fact === null ? null : OrderFact.parse(row.fact),
    contentHash: row.content_hash,
    settledPoints: Number(row.settled_points),
    nextOrdinal: row.next_ordinal,
  }));
  return new Map(stored.map((order) => [order.orderId, order]));
}

/**
 * Writes the new states of orders that were not known.
 * @throws TransactionConflict when another transaction has come to know one of them meanwhile
 */
export async function insertOrders(
  sql: Sql,
  shopId: ShopId,
  orders: readonly SettledOrder[],
): Promise<void> {
  if (orders.length === 0) return;
  const { rowCount } = await sql.query(
    `INSERT INTO orders (shop_id, order_id, customer_id, member_id, name, processed_at, updated_at, content_hash, fact,
       settled_points, next_ordinal, receipt)
     SELECT $1, given.* FROM ${GIVEN} ORDER BY order_id ON CONFLICT DO NOTHING`,
    [shopId, ...columnsOf(orders)],
  );
  if (rowCount !== orders.length) throw new TransactionConflict('an order became known meanwhile');
}

/** Writes the new states of known orders. Their rows are locked by this transaction. */
export async function updateOrders(
  sql: Sql,
  shopId: ShopId,
  orders: readonly SettledOrder[],
): Promise<void> {
  if (orders.length === 0) return;
  await sql.query(
    `UPDATE orders SET customer_id = given.customer_id, member_id = given.member_id, name = given.name,
       processed_at = given.processed_at, updated_at = given.updated_at, content_hash = given.content_hash,
       fact = given.fact, settled_points = given.settled_points, next_ordinal = given.next_ordinal,
       receipt = given.receipt
     FROM ${GIVEN} WHERE orders.shop_id = $1 AND orders.order_id = given.order_id`,
    [shopId, ...columnsOf(orders)],
  );
}

const GIVEN = `unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[],
  $8::text[], $9::jsonb[], $10::bigint[], $11::int[], $12::jsonb[])
  AS given (order_id, customer_id, member_id, name, processed_at, updated_at, content_hash, fact, settled_points,
    next_ordinal, receipt)`;

function columnsOf(orders: readonly SettledOrder[]): unknown[][] {
  const column = <Value>(read: (order: SettledOrder) => Value) => orders.map(read);
  return [
    column((each) => each.fact.orderId),
    column((each) => each.fact.customerId),
    column((each) => each.memberId),
    column((each) => each.fact.name),
    column((each) => each.fact.processedAt),
    column((each) => each.fact.updatedAt),
    column((each) => each.contentHash),
    column((each) => JSON.stringify(each.fact)),
    column((each) => each.settledPoints),
    column((each) => each.nextOrdinal),
    column((each) => JSON.stringify(each.receipt)),
  ];
}

/** The members of stored orders, without a lock: whom to lock before the orders. */
export async function listOrderMembers(
  sql: Sql,
  shopId: ShopId,
  orderIds: readonly OrderId[],
): Promise<MemberId[]> {
  const { rows } = await sql.query<{ member_id: string }>(
    `SELECT DISTINCT member_id FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND member_id IS NOT NULL`,
    [shopId, orderIds],
  );
  return rows.map((row) => MemberId.parse(row.member_id));
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
