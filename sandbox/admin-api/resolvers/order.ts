import { gatewayNames, totalCapturable } from '../../commands/standing.ts';
import { type OrderTotals, taxIsIncluded, totalsOf } from '../../commands/totals.ts';
import { shippingDiscountOf } from '../../discounts/order-discounts.ts';
import type { Minor } from '../../store/scalars.ts';
import type { Order } from '../../store/order-types.ts';
import { refuseArguments, toConnection, toFixedConnection, toList } from '../connection.ts';
import { type FieldResolver, fieldsOf } from '../context.ts';
import { findCustomer, refundsOf } from '../find.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';
import { BY_INDEX, discountApplicationObjects } from './discount-applications.ts';
import { fulfillmentsOf } from './fulfillment.ts';
import { purchasingEntityOf, returnStatusOf } from './order-parties.ts';
import { toShippingLine, toShippingLines } from './shipping-line.ts';

const FULFILLMENT_STATUS = { fulfilled: 'FULFILLED', partial: 'PARTIALLY_FULFILLED' } as const;

/** An amount that follows from the order's lines, shipping and refunds. */
function total(amountOf: (totals: OrderTotals) => Minor): FieldResolver<Order> {
  return (order, _arguments, { world }) =>
    toMoneyBag(amountOf(totalsOf(order, world.shop.get().taxesIncluded)), order.currency);
}

/** Duties of nothing are not the same as no duties, which are null. */
function duties(amountOf: (totals: OrderTotals, order: Order) => Minor): FieldResolver<Order> {
  return (order, _arguments, { world }) =>
    order.duties === undefined
      ? null
      : toMoneyBag(
          amountOf(totalsOf(order, world.shop.get().taxesIncluded), order),
          order.currency,
        );
}

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
  discountApplications: (order, arguments_) =>
    toConnection(discountApplicationObjects(order), arguments_, BY_INDEX),
  currencyCode: (order) => order.currency,
  presentmentCurrencyCode: (order) => order.currency,
  taxesIncluded: (order, _arguments, { world }) =>
    taxIsIncluded(order, world.shop.get().taxesIncluded),
  displayFinancialStatus: (order) => order.financialStatus.toUpperCase(),
  displayFulfillmentStatus: (order) =>
    order.fulfillmentStatus ? FULFILLMENT_STATUS[order.fulfillmentStatus] : 'UNFULFILLED',
  returnStatus: (order) => returnStatusOf(order),
  paymentGatewayNames: (order) => gatewayNames(order),
  disputes: (order) =>
    (order.disputes ?? []).map(({ id, initiatedAs, status }) => ({
      id: toGid('OrderDisputeSummary', id),
      initiatedAs,
      status,
    })),

  customer: (order, _arguments, context) =>
    order.customerId === null ? null : findCustomer(context, order.customerId),
  purchasingEntity: (order, _arguments, context) => purchasingEntityOf(order, context),
  lineItems: (order, arguments_) =>
    toFixedConnection(
      order.lines.map((line) => ({ ...line, order })),
      arguments_,
    ),
  refunds: (order, arguments_) => toList(refundsOf(order), arguments_),
  transactions: (order, arguments_) => {
    refuseArguments('Order.transactions', arguments_, ['capturable', 'manuallyResolvable']);
    return toList(
      order.transactions.map((transaction) => ({ ...transaction, order })),
      arguments_,
    );
  },
  fulfillments: (order, arguments_) => {
    refuseArguments('Order.fulfillments', arguments_, ['query']);
    return toList(fulfillmentsOf(order), arguments_);
  },
  shippingLine: (order, _arguments, { world }) => toShippingLine(order, world.shop.get()),
  shippingLines: (order, arguments_, { world }) =>
    toFixedConnection(toShippingLines(order, world.shop.get()), arguments_),

  subtotalPriceSet: total((totals) => totals.subtotal),
  totalPriceSet: total((totals) => totals.total),
  originalTotalPriceSet: (order, _arguments, { world }) =>
    toMoneyBag(
      order.originalTotal ?? totalsOf(order, world.shop.get().taxesIncluded).total,
      order.currency,
    ),
  totalDiscountsSet: (order, _arguments, { world }) =>
    toMoneyBag(
      totalsOf(order, world.shop.get().taxesIncluded).discounts + shippingDiscountOf(order),
      order.currency,
    ),
  currentSubtotalPriceSet: total((totals) => totals.currentSubtotal),
  currentTotalPriceSet: total((totals) => totals.currentTotal),
  currentTotalDiscountsSet: (order, _arguments, { world }) =>
    toMoneyBag(
      totalsOf(order, world.shop.get().taxesIncluded).currentDiscounts + shippingDiscountOf(order),
      order.currency,
    ),
  currentTotalTaxSet: total((totals) => totals.currentTax),
  currentShippingPriceSet: total((totals) => totals.currentShipping),
  originalTotalDutiesSet: duties((_totals, order) => order.duties ?? 0),
  currentTotalDutiesSet: duties((totals) => totals.currentDuties),
  totalTipReceivedSet: (order) => toMoneyBag(order.tip ?? 0, order.currency),
  totalCapturableSet: (order) => toMoneyBag(totalCapturable(order), order.currency),
  capturable: (order) => totalCapturable(order) > 0,
  totalReceivedSet: total((totals) => totals.paid),
  totalRefundedSet: total((totals) => totals.refunded),
  totalOutstandingSet: total((totals) => totals.outstanding),
  netPaymentSet: total((totals) => totals.paid - totals.refunded),
  totalShippingPriceSet: (order) =>
    toMoneyBag(order.shipping + shippingDiscountOf(order), order.currency),
  totalTaxSet: (order) => toMoneyBag(order.tax, order.currency),
  totalRefundedShippingSet: (order) =>
    toMoneyBag(
      order.refunds.reduce((sum, refund) => sum + refund.shipping, 0),
      order.currency,
    ),
});
