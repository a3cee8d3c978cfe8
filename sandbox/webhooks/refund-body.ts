import { taxIsIncluded } from '../commands/totals.ts';
import { toDecimal } from '../commands/money.ts';
import type { Order, Refund, RefundLine } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { lineItemBody } from './line-item-body.ts';
import { transactionBody } from './transaction-body.ts';
import { moneySet, rawId, shopTime } from './wire.ts';

function refundLineBody(order: Order, line: RefundLine, shop: SandboxShop): object {
  const { currency } = order;
  const ordered = order.lines.find(({ id }) => id === line.lineId);
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
    line_item: ordered && lineItemBody(order, ordered, taxIsIncluded(order, shop.taxesIncluded)),
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

/** The return that ended in this refund. */
function returnOf(order: Order, refund: Refund): object | null {
  const returned = order.returns?.find(({ refundId }) => refundId === refund.id);
  return returned
    ? { id: rawId(returned.id), admin_graphql_api_id: `gid://shopify/Return/${returned.id}` }
    : null;
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
    total_duties_set: moneySet(refund.duties ?? 0, order.currency),
    return: returnOf(order, refund),
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    refund_line_items: refund.lines.map((line) => refundLineBody(order, line, shop)),
    transactions: refund.transactions.map((transaction) =>
      transactionBody(order, transaction, shop),
    ),
    order_adjustments: orderAdjustments(order, refund),
  };
}
