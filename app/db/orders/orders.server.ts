import type { NamedCustomers } from '#app/loyalty/orders/chain.ts';
import { KeptMark } from '#app/loyalty/history/kept-mark.ts';
import { CustomerId, MemberId, OrderId, type ShopId } from '#app/loyalty/ids.ts';
import { OrderFact } from '#app/loyalty/orders/order-fact.ts';
import { OrderTraits } from '#app/loyalty/orders/order-traits.ts';
import type { OrderReceipt } from '#app/loyalty/receipts/order-receipt.ts';
import {
  readOrderReceipt,
  type StoredOrderReceipt,
} from '#app/loyalty/receipts/stored-order-receipt.ts';

import { type Sql, TransactionConflict } from '../database.server.ts';

/** What is stored of an order: the newest state that was settled, and how far. */
export interface StoredOrder {
  readonly orderId: OrderId;
  readonly memberId: MemberId | null;
  readonly fact: OrderFact | null;
  readonly contentHash: string | null;
  /** Points posted for the order, net. */
  readonly settledPoints: number;
  readonly nextOrdinal: number;
  /** Where it stands in its member's chain; milliseconds since 1970. */
  readonly chainAt: number;
  /** The customer in whose context it is judged. */
  readonly track: CustomerId | null;
  /** Whom its states have named. */
  readonly named: NamedCustomers;
  /** Of an order that was placed without a member: who claimed it and when. */
  readonly claimedAt: string | null;
  readonly claimedBy: MemberId | null;
  readonly chargedBack: boolean;
  readonly receipt: OrderReceipt | null;
  readonly traits: OrderTraits | null;
  /** What it came to in its member's history when it was judged last. */
  readonly mark: KeptMark | null;
}

/** The new state of an order after settling. */
export interface SettledOrder {
  readonly fact: OrderFact;
  readonly contentHash: string;
  readonly memberId: MemberId | null;
  readonly receipt: OrderReceipt;
  readonly settledPoints: number;
  readonly nextOrdinal: number;
  readonly chainAt: number;
  readonly track: CustomerId | null;
  readonly named: NamedCustomers;
  readonly claimedAt: string | null;
  readonly claimedBy: MemberId | null;
  readonly chargedBack: boolean;
  readonly traits: OrderTraits | null;
  readonly mark: KeptMark;
}

interface OrderRow {
  readonly order_id: string;
  readonly member_id: string | null;
  readonly fact: unknown;
  readonly content_hash: string | null;
  readonly settled_points: string;
  readonly next_ordinal: number;
  readonly chain_at: Date | null;
  readonly track: string | null;
  readonly named: NamedCustomers;
  readonly claimed_at: Date | null;
  readonly claimed_by: string | null;
  readonly charged_back: boolean;
  readonly receipt: StoredOrderReceipt | null;
  readonly traits: unknown;
  readonly mark: unknown;
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
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<OrderRow>(
    `SELECT order_id, member_id, fact, content_hash, settled_points, next_ordinal, chain_at, track, named,
       claimed_at, claimed_by, charged_back, receipt, traits, mark FROM orders
     WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) ORDER BY order_id FOR UPDATE`,
    [shopId, orderIds],
  );
  return new Map(rows.map(toStoredOrder).map((order) => [order.orderId, order]));
}

function toStoredOrder(row: OrderRow): StoredOrder {
  return {
    orderId: OrderId.parse(row.order_id),
    memberId: row.member_id === null ? null : MemberId.parse(row.member_id),
    fact: row.fact === null ? null : OrderFact.parse(row.fact),
    contentHash: row.content_hash,
    settledPoints: Number(row.settled_points),
    nextOrdinal: row.next_ordinal,
    chainAt: row.chain_at?.getTime() ?? 0,
    track: row.track === null ? null : CustomerId.parse(row.track),
    named: row.named,
    claimedAt: row.claimed_at?.toISOString() ?? null,
    claimedBy: row.claimed_by === null ? null : MemberId.parse(row.claimed_by),
    chargedBack: row.charged_back,
    receipt: row.receipt && readOrderReceipt(row.receipt),
    traits: row.traits === null ? null : OrderTraits.parse(row.traits),
    mark: row.mark === null ? null : KeptMark.parse(row.mark),
  };
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
    `INSERT INTO orders (shop_id, ${COLUMNS})
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
    `UPDATE orders SET (${COLUMNS}) = ROW(given.*)
     FROM ${GIVEN} WHERE orders.shop_id = $1 AND orders.order_id = given.order_id`,
    [shopId, ...columnsOf(orders)],
  );
}

const COLUMNS = `order_id, customer_id, member_id, name, processed_at, updated_at, content_hash, fact, settled_points,
  next_ordinal, receipt, chain_at, track, named, claimed_at, claimed_by, charged_back, tier, traits, mark`;

// What is long comes as one document a column: an array's quotes would be escaped here, and undone there.
const GIVEN = `ROWS FROM (
  unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[]),
  jsonb_array_elements($9::jsonb), unnest($10::bigint[], $11::int[]), jsonb_array_elements($12::jsonb),
  unnest($13::timestamptz[], $14::bigint[]), jsonb_array_elements($15::jsonb),
  unnest($16::timestamptz[], $17::bigint[], $18::boolean[], $19::text[], $20::jsonb[], $21::jsonb[])
) AS given (${COLUMNS})`;

function columnsOf(orders: readonly SettledOrder[]): unknown[] {
  const column = <Value>(read: (order: SettledOrder) => Value) => orders.map(read);
  return [
    column((each) => each.fact.orderId),
    column((each) => each.fact.customerId),
    column((each) => each.memberId),
    column((each) => each.fact.name),
    column((each) => each.fact.processedAt),
    column((each) => each.fact.updatedAt),
    column((each) => each.contentHash),
    JSON.stringify(column((each) => each.fact)),
    column((each) => each.settledPoints),
    column((each) => each.nextOrdinal),
    JSON.stringify(column((each) => each.receipt)),
    column((each) => new Date(each.chainAt)),
    column((each) => each.track),
    JSON.stringify(column((each) => each.named)),
    column((each) => each.claimedAt),
    column((each) => each.claimedBy),
    column((each) => each.chargedBack),
    column((each) => each.receipt.tier?.key ?? null),
    column((each) => each.traits && JSON.stringify(each.traits)),
    column((each) => JSON.stringify(each.mark)),
  ];
}
