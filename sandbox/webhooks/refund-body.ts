import { refundedQuantity } from '../commands/totals.ts';
import { toDecimal } from '../commands/money.ts';
import type { Order, Refund, RefundLine, SandboxShop, Transaction } from '../store/types.ts';
import { lineItemBody } from './line-item-body.ts';
import { moneySet, rawId, shopTime } from './wire.ts';

function refundLineBody(order: Order, line: RefundLine, shop: SandboxShop): object {
  const { currency } = order;
  const ordered = order.lines.find(({ id }) => id === line.lineId);
  const unitsLeft = ordered ? ordered.quantity - refundedQuantity(order, ordered.id) : 0;
  return {
    id: rawId(line.id),
    quantity: line.quantity,
    line_item_id: rawId(line.lineId),
    location_id: null,
    restock_type: line.restock ? 'return' : 'no_restock',
    // Unlike every other amount these two are numbers.
    subtotal: JSON.rawJSON(toDecimal(line.subtotal)),
    total_tax: JSON.rawJSON(toDecimal(line.tax)),
    subtotal_set: moneySet(line.subtotal, currency),
    total_tax_set: moneySet(line.tax, currency),
    line_item: ordered && lineItemBody(order, ordered, unitsLeft, shop.taxesIncluded),
  };
}

/** See https://shopify.dev/docs/api/admin-rest/latest/resources/transaction */
function transactionBody(order: Order, transaction: Transaction, shop: SandboxShop): object {
  const unsettled = { amount: '0.0', currency: order.currency };
  const sale = order.transactions.find(({ kind }) => kind === 'sale');
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
    parent_id: sale ? rawId(sale.id) : null,
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

/**
 * What was refunded besides lines is an order adjustment of the opposite sign. Since 2024-10 its kind and refunded
 * shipping are no longer part of it, see
 * https://shopify.dev/changelog/exposing-the-order-adjustments-connection-on-a-refund
 */
function orderAdjustments(order: Order, refund: Refund): object[] {
  if (refund.amountWithoutLines === 0) return [];
  return [
    {
      // The store gives an adjustment no id of its own: there is one a refund.
      id: rawId((BigInt(refund.id) + 1n).toString()),
      order_id: rawId(order.id),
      refund_id: rawId(refund.id),
      amount: toDecimal(-refund.amountWithoutLines),
      tax_amount: '0.00',
      reason: 'Refund discrepancy',
      amount_set: moneySet(-refund.amountWithoutLines, order.currency),
      tax_amount_set: moneySet(0, order.currency),
    },
  ];
}

/** Body of `refunds/create`, and a refund inside an order. */
export function refundBody(
  order: Order,
  refund: Refund,
  shop: SandboxShop,
): Record<string, unknown> {
  return {
    id: rawId(refund.id),
    order_id: rawId(order.id),
    created_at: shopTime(refund.createdAt, shop),
    note: refund.note,
    user_id: null,
    processed_at: shopTime(refund.createdAt, shop),
    restock: refund.lines.some(({ restock }) => restock),
    duties: [],
    total_duties_set: moneySet(0, order.currency),
    return: null,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    refund_line_items: refund.lines.map((line) => refundLineBody(order, line, shop)),
    transactions: refund.transactions.map((transaction) =>
      transactionBody(order, transaction, shop),
    ),
    order_adjustments: orderAdjustments(order, refund),
  };
}
