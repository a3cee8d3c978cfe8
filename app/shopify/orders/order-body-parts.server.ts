import { parseMinor, sumMinor } from '#app/loyalty/money.ts';

import type { LineBody, OrderBody, RefundBody } from './order-body.server.ts';
import { moneyMayMove } from './order-course.server.ts';
import type { OrderParts, RefundParts } from './order-parts.server.ts';
import { type ShippingParts, shippingLineCharge } from './order-shipping.server.ts';
import { type MoneyReader, readerOfMoney } from '../wire/wire-body.server.ts';

/**
 * A webhook's order in the terms that both readers share.
 * @throws AmountError for amounts that cannot be counted with
 */
export function partsOfBody(order: OrderBody): OrderParts {
  const currency = order.total_price_set.shop_money.currency_code;
  const minor = readerOfMoney(currency);
  return {
    orderId: order.id,
    name: order.name ?? `#${order.id}`,
    customerId: order.customer?.id ?? null,
    currency,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? 'pending',
    fulfillmentStatus: order.fulfillment_status ?? null,
    fulfillments: order.fulfillments.map(({ created_at, status }) => ({
      createdAt: created_at,
      status: status ?? 'success',
    })),
    test: order.test ?? false,
    business: order.company !== null && order.company !== undefined,
    sourceName: order.source_name ?? '',
    taxesIncluded: order.taxes_included ?? false,
    discountCodes: order.discount_codes.flatMap(({ code }) => code ?? []),
    total: minor(order.total_price_set),
    shipping: shippingOf(order, minor),
    // The one amount without a `_set`: it is in the shop's currency.
    tips: parseMinor(order.total_tip_received ?? '0', currency),
    duties: {
      charged: minor(order.original_total_duties_set),
      current: minor(order.current_total_duties_set),
    },
    payments: [],
    lines: order.line_items.filter((line) => !isTip(line)).map((line) => lineParts(line, minor)),
    refunds: order.refunds.map((refund) => refundParts(refund, minor)),
  };
}

function lineParts(line: LineBody, minor: MoneyReader): OrderParts['lines'][number] {
  return {
    lineId: line.id,
    title: line.title ?? '',
    productId: line.product_id ?? null,
    quantity: line.quantity,
    gross: sumMinor([minor(line.price_set) * line.quantity]),
    discount: sumMinor(line.discount_allocations.map((part) => minor(part.amount_set))),
    tax: sumMinor(line.tax_lines.map((part) => minor(part.price_set))),
    giftCard: line.gift_card ?? false,
  };
}

/**
 * A tip also stands among the lines, where alone `tip_payment_gateway` and `tip_payment_method` are present
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order). It is contained in `total_tip_received`, so as a
 * line it would count twice.
 */
export function isTip(line: LineBody): boolean {
  const marks = [line.tip, line.tip_payment_gateway, line.tip_payment_method];
  return marks.some((mark) => mark !== null && mark !== undefined);
}

function shippingOf(order: OrderBody, minor: MoneyReader): ShippingParts {
  const lines = order.shipping_lines ?? null;
  const charged = lines
    ? sumMinor(
        lines.map((line) =>
          shippingLineCharge(
            minor(line.price_set),
            line.discount_allocations.map((part) => minor(part.amount_set)),
          ),
        ),
      )
    : minor(order.total_shipping_price_set);
  const { current_shipping_price_set: current } = order;
  return {
    charged,
    current: current ? minor(current) : charged - shippingRefundedBefore2024(order, minor),
    tax: sumMinor(
      (lines ?? []).flatMap((line) => line.tax_lines.map((part) => minor(part.price_set))),
    ),
  };
}

// Until API version 2024-10 an adjustment named its kind, and a refund of shipping was one of them; since then every
// adjustment is a discrepancy, and refunded shipping shows in the order's current shipping price alone.
function shippingRefundedBefore2024(order: OrderBody, minor: MoneyReader): number {
  const adjustments = order.refunds.filter(stands).flatMap((refund) => refund.order_adjustments);
  const ofShipping = adjustments.filter(({ kind }) => kind === 'shipping_refund');
  return sumMinor(ofShipping.map((adjustment) => -minor(adjustment.amount_set)));
}

function refundParts(refund: RefundBody, minor: MoneyReader): RefundParts {
  const discrepancies = refund.order_adjustments
    .filter((adjustment) => (adjustment.kind ?? 'refund_discrepancy') === 'refund_discrepancy')
    .flatMap((adjustment) => [-minor(adjustment.amount_set), -minor(adjustment.tax_amount_set)]);
  return {
    refundId: refund.id,
    stands: stands(refund),
    lines: refund.refund_line_items.map((line) => ({
      lineId: line.line_item_id,
      quantity: line.quantity ?? 0,
      subtotal: minor(line.subtotal_set),
      tax: minor(line.total_tax_set),
    })),
    withoutLines: sumMinor(discrepancies),
  };
}

function stands({ transactions }: RefundBody): boolean {
  return moneyMayMove(transactions.map((transaction) => transaction.status ?? 'success'));
}
