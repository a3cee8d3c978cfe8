import { totalsOf } from '../../commands/totals.ts';
import type { OrderTotals } from '../../commands/totals.ts';
import type { Minor, Order } from '../../store/types.ts';
import { toFixedConnection, toList } from '../connection.ts';
import { type FieldResolver, fieldsOf, typed } from '../context.ts';
import { findCustomer, refundsOf } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';
import { toShippingLine } from './shipping-line.ts';

const FULFILLMENT_STATUS = { fulfilled: 'FULFILLED', partial: 'PARTIALLY_FULFILLED' } as const;

/** An amount that follows from the order's lines, shipping and refunds. */
function total(amountOf: (totals: OrderTotals) => Minor): FieldResolver<Order> {
  return (order, _arguments, { world }) =>
    toMoneyBag(amountOf(totalsOf(order, world.shop.get().taxesIncluded)), order.currency);
}

const customerOf: FieldResolver<Order> = (order, _arguments, context) =>
  order.customerId === null ? null : findCustomer(context, order.customerId);

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order */
export const orderFields = fieldsOf<Order>({
  id: (order) => toGid('Order', order.id),
  legacyResourceId: (order) => order.id,
  name: (order) => order.name,
  number: (order) => order.number,
  createdAt: (order) => order.createdAt,
  processedAt: (order) => order.processedAt,
  updatedAt: (order) => order.updatedAt,
  cancelledAt: (order) => order.cancelledAt,
  edited: (order) => order.originalTotal !== undefined,
  cancelReason: (order) => order.cancelReason?.toUpperCase() ?? null,
  test: (order) => order.test,
  sourceName: (order) => order.sourceName,
  tags: (order) => order.tags,
  email: (order) => order.email,
  phone: (order) => order.phone,
  customerLocale: (order) => order.locale,
  customAttributes: (order) =>
    order.noteAttributes.map(({ name, value }) => ({ key: name, value })),
  discountCode: (order) => order.discountCodes[0]?.code ?? null,
  discountCodes: (order) => order.discountCodes.map(({ code }) => code),
  currencyCode: (order) => order.currency,
  presentmentCurrencyCode: (order) => order.currency,
  taxesIncluded: (_order, _arguments, { world }) => world.shop.get().taxesIncluded,
  displayFinancialStatus: (order) => order.financialStatus.toUpperCase(),
  displayFulfillmentStatus: (order) =>
    order.fulfillmentStatus ? FULFILLMENT_STATUS[order.fulfillmentStatus] : 'UNFULFILLED',

  customer: customerOf,
  // The shop sells to persons only, so the purchasing entity is the customer.
  purchasingEntity: (order, arguments_, context, info) => {
    const customer = customerOf(order, arguments_, context, info);
    return typeof customer === 'object' && customer !== null ? typed('Customer', customer) : null;
  },
  lineItems: (order, arguments_) =>
    toFixedConnection(
      order.lines.map((line) => ({ ...line, order })),
      arguments_,
    ),
  refunds: (order, arguments_) => toList(refundsOf(order), arguments_),
  transactions: (order, arguments_) =>
    toList(
      order.transactions.map((transaction) => ({ ...transaction, order })),
      arguments_,
    ),
  shippingLine: (order) => toShippingLine(order),

  subtotalPriceSet: total((totals) => totals.subtotal),
  totalPriceSet: total((totals) => totals.total),
  originalTotalPriceSet: (order, _arguments, { world }) =>
    toMoneyBag(
      order.originalTotal ?? totalsOf(order, world.shop.get().taxesIncluded).total,
      order.currency,
    ),
  totalDiscountsSet: total((totals) => totals.discounts),
  currentSubtotalPriceSet: total((totals) => totals.currentSubtotal),
  currentTotalPriceSet: total((totals) => totals.currentTotal),
  currentTotalDiscountsSet: total((totals) => totals.currentDiscounts),
  currentTotalTaxSet: total((totals) => totals.currentTax),
  currentShippingPriceSet: total((totals) => totals.currentShipping),
  totalReceivedSet: total((totals) => totals.paid),
  totalRefundedSet: total((totals) => totals.refunded),
  totalOutstandingSet: total((totals) => totals.outstanding),
  netPaymentSet: total((totals) => totals.paid - totals.refunded),
  totalShippingPriceSet: (order) => toMoneyBag(order.shipping, order.currency),
  totalTaxSet: (order) => toMoneyBag(order.tax, order.currency),
  totalRefundedShippingSet: (order) =>
    toMoneyBag(
      order.refunds.reduce((sum, refund) => sum + refund.shipping, 0),
      order.currency,
    ),
});
