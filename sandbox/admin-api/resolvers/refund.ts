import type { Order, RefundLine, Transaction } from '../../store/order-types.ts';
import type { SandboxShop } from '../../store/shop-types.ts';
import { toFixedConnection } from '../connection.ts';
import { fieldsOf } from '../context.ts';
import type { RefundOfOrder } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';
import { toShippingLine } from './shipping-line.ts';

interface RefundLineOfOrder extends RefundLine {
  readonly order: Order;
}

interface TransactionOfOrder extends Transaction {
  readonly order: Order;
}

/** Ids of parts that the store does not number lie between the refund's and the next, as in webhook bodies. */
function partId(refund: RefundOfOrder, offset: bigint): string {
  return (BigInt(refund.id) + offset).toString();
}

/**
 * What was paid back besides lines and shipping. Negative in the customer's favour, as the description of
 * `Order.refundDiscrepancySet` says.
 */
function adjustmentsOf(refund: RefundOfOrder) {
  if (refund.amountWithoutLines === 0) return [];
  const { currency } = refund.order;
  const id = partId(refund, 1n);
  return [
    {
      id,
      gid: toGid('OrderAdjustment', id),
      reason: 'REFUND_DISCREPANCY',
      amountSet: toMoneyBag(-refund.amountWithoutLines, currency),
      taxAmountSet: toMoneyBag(0, currency),
    },
  ];
}

function shippingLinesOf(refund: RefundOfOrder, shop: SandboxShop) {
  const shippingLine = toShippingLine(refund.order, shop);
  if (refund.shipping === 0 || !shippingLine) return [];
  const { currency } = refund.order;
  const id = partId(refund, 2n);
  return [
    {
      id,
      gid: toGid('RefundShippingLine', id),
      shippingLine,
      subtotalAmountSet: toMoneyBag(refund.shipping, currency),
      taxAmountSet: toMoneyBag(refund.shippingTax, currency),
    },
  ];
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Refund */
export const refundFields = fieldsOf<RefundOfOrder>({
  id: (refund) => toGid('Refund', refund.id),
  legacyResourceId: (refund) => refund.id,
  createdAt: (refund) => refund.createdAt,
  processedAt: (refund) => refund.createdAt,
  updatedAt: (refund) => refund.createdAt,
  note: (refund) => refund.note,
  order: (refund) => refund.order,
  refundLineItems: (refund, arguments_) =>
    toFixedConnection(
      refund.lines.map((line) => ({ ...line, order: refund.order })),
      arguments_,
    ),
  orderAdjustments: (refund, arguments_) => toFixedConnection(adjustmentsOf(refund), arguments_),
  refundShippingLines: (refund, arguments_, { world }) =>
    toFixedConnection(shippingLinesOf(refund, world.shop.get()), arguments_),
  transactions: (refund, arguments_) =>
    toFixedConnection(
      refund.transactions.map((transaction) => ({ ...transaction, order: refund.order })),
      arguments_,
    ),
  totalRefundedSet: (refund) =>
    toMoneyBag(
      refund.transactions
        .filter(({ status }) => status === 'success')
        .reduce((sum, { amount }) => sum + amount, 0),
      refund.order.currency,
    ),
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/RefundLineItem */
export const refundLineItemFields = fieldsOf<RefundLineOfOrder>({
  id: (line) => toGid('RefundLineItem', line.id),
  lineItem: ({ lineId, order }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line && { ...line, order };
  },
  quantity: (line) => line.quantity,
  restocked: (line) => line.restock,
  restockType: (line) => (line.restock ? 'RETURN' : 'NO_RESTOCK'),
  subtotalSet: (line) => toMoneyBag(line.subtotal, line.order.currency),
  totalTaxSet: (line) => toMoneyBag(line.tax, line.order.currency),
});

type Adjustment = ReturnType<typeof adjustmentsOf>[number];

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/OrderAdjustment */
export const orderAdjustmentFields = fieldsOf<Adjustment>({
  id: (adjustment) => adjustment.gid,
  reason: (adjustment) => adjustment.reason,
  amountSet: (adjustment) => adjustment.amountSet,
  taxAmountSet: (adjustment) => adjustment.taxAmountSet,
});

type RefundShippingLine = ReturnType<typeof shippingLinesOf>[number];

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/RefundShippingLine */
export const refundShippingLineFields = fieldsOf<RefundShippingLine>({
  id: (line) => line.gid,
  shippingLine: (line) => line.shippingLine,
  subtotalAmountSet: (line) => line.subtotalAmountSet,
  taxAmountSet: (line) => line.taxAmountSet,
});

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/OrderTransaction */
export const orderTransactionFields = fieldsOf<TransactionOfOrder>({
  id: (transaction) => toGid('OrderTransaction', transaction.id),
  kind: (transaction) => transaction.kind.toUpperCase(),
  status: (transaction) => transaction.status.toUpperCase(),
  gateway: (transaction) => transaction.gateway,
  amountSet: (transaction) => toMoneyBag(transaction.amount, transaction.order.currency),
  parentTransaction: ({ parentId, order }) => {
    const parent = order.transactions.find(({ id }) => id === parentId);
    return parent ? { ...parent, order } : null;
  },
  createdAt: (transaction) => transaction.createdAt,
  processedAt: (transaction) => transaction.createdAt,
  test: (transaction) => transaction.order.test,
  order: (transaction) => transaction.order,
});
