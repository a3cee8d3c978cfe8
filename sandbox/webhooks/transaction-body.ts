import { toDecimal } from '../commands/money.ts';
import type { Id } from '../store/scalars.ts';
import type { Order, Transaction } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { rawId, shopTime } from './wire.ts';

/** What a transaction without a parent of its own follows in older states: the first payment. */
function parentOf(order: Order, transaction: Transaction): Id | null {
  if (transaction.parentId !== undefined) return transaction.parentId;
  if (transaction.kind === 'sale' || transaction.kind === 'authorization') return null;
  return order.transactions.find(({ kind }) => kind === 'sale')?.id ?? null;
}

/**
 * Body of `order_transactions/create`, and a transaction inside a refund; see
 * https://shopify.dev/docs/api/admin-rest/latest/resources/transaction
 */
export function transactionBody(
  order: Order,
  transaction: Transaction,
  shop: SandboxShop,
): Record<string, unknown> {
  const unsettled = { amount: '0.0', currency: order.currency };
  const parentId = parentOf(order, transaction);
  const time = shopTime(transaction.createdAt, shop);
  return {
    id: rawId(transaction.id),
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${transaction.id}`,
    amount: toDecimal(transaction.amount),
    amount_rounding: null,
    authorization: null,
    created_at: time,
    currency: order.currency,
    device_id: null,
    error_code: null,
    gateway: transaction.gateway,
    kind: transaction.kind,
    location_id: null,
    manual_payment_gateway: false,
    message: null,
    order_id: rawId(order.id),
    parent_id: parentId === null ? null : rawId(parentId),
    payment_id: `${order.name}.1`,
    processed_at: time,
    receipt: {},
    source_name: 'web',
    status: transaction.status,
    test: order.test,
    total_unsettled_set: { presentment_money: unsettled, shop_money: unsettled },
    user_id: null,
  };
}
