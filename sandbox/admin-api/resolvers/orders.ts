import { totalsOf } from '../../commands/totals.ts';
import type { Order } from '../../store/order-types.ts';
import { refuseArguments, toConnection } from '../connection.ts';
import type { Arguments } from '../context.ts';
import { notImplemented } from '../errors.ts';
import { type Searchable, toFilter } from '../search.ts';

const SORT_VALUES: Readonly<Record<string, (order: Order) => string>> = {
  ID: (order) => order.id.padStart(20, '0'),
  ORDER_NUMBER: (order) => String(order.number).padStart(20, '0'),
  CREATED_AT: (order) => order.createdAt,
  PROCESSED_AT: (order) => order.processedAt,
  UPDATED_AT: (order) => order.updatedAt,
  TOTAL_PRICE: (order) => String(totalsOf(order, true).total).padStart(20, '0'),
};

const SEARCHABLE: Readonly<Record<string, Searchable<Order>>> = {
  id: { kind: 'id', of: (order) => order.id },
  created_at: { kind: 'time', of: (order) => order.createdAt },
  processed_at: { kind: 'time', of: (order) => order.processedAt },
  updated_at: { kind: 'time', of: (order) => order.updatedAt },
  name: { kind: 'word', of: (order) => [order.name, String(order.number)] },
  email: { kind: 'word', of: (order) => [order.email ?? ''] },
  tag: { kind: 'word', of: (order) => order.tags },
  test: { kind: 'word', of: (order) => [String(order.test)] },
  source_name: { kind: 'word', of: (order) => [order.sourceName] },
  financial_status: { kind: 'word', of: (order) => [order.financialStatus] },
  // "Limited to the first discount code used on an order.", the `query` argument of `orders`
  discount_code: {
    kind: 'word',
    of: (order) => order.discountCodes.slice(0, 1).map(({ code }) => code),
  },
  customer_id: { kind: 'word', of: (order) => [order.customerId ?? ''] },
};

/** A predicate from the `query` argument of a field that lists orders. */
export function toOrderFilter(field: string, query: unknown): (order: Order) => boolean {
  return toFilter(field, query, SEARCHABLE);
}

/** A page of orders by `query`, `sortKey`, `reverse` and the paging arguments; `field` names them in errors. */
export function toOrderConnection(field: string, orders: readonly Order[], arguments_: Arguments) {
  refuseArguments(field, arguments_, ['savedSearchId']);
  const sortKey = String(arguments_['sortKey']);
  const valueOf = SORT_VALUES[sortKey];
  if (!valueOf) throw notImplemented(`sorting ${field} by ${sortKey}`);
  return toConnection(orders.filter(toOrderFilter(field, arguments_['query'])), arguments_, {
    idOf: (order) => order.id,
    valueOf,
  });
}
