import { isTip } from '#app/shopify/orders/order-body-parts.server.ts';
import type {
  CustomerBody,
  LineBody,
  OrderBody,
  RefundBody,
} from '#app/shopify/orders/order-body.server.ts';
import type { WireMoney } from '#app/shopify/wire/wire-body.server.ts';

/**
 * An order as the Admin API would answer it, as far as its body tells: bodies know nothing of payments and disputes.
 * @param added refunds that came in bodies of their own
 * @param refundedAt when these were made
 */
export function answerOf(
  order: OrderBody,
  added: readonly RefundBody[],
  refundedAt: readonly string[],
): object {
  const times = [order.updated_at, ...refundedAt].map((time) => Date.parse(time));
  const status = added.length > 0 ? 'partially_refunded' : (order.financial_status ?? 'pending');
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: order.name ?? `#${order.id}`,
    currencyCode: order.total_price_set.shop_money.currency_code,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: new Date(Math.max(...times)).toISOString(),
    cancelledAt: order.cancelled_at ?? null,
    displayFinancialStatus: status.toUpperCase(),
    displayFulfillmentStatus: (order.fulfillment_status ?? 'unfulfilled').toUpperCase(),
    test: order.test ?? false,
    sourceName: order.source_name ?? null,
    taxesIncluded: order.taxes_included ?? false,
    discountCodes: order.discount_codes.flatMap(({ code }) => code ?? []),
    purchasingEntity: order.company ? { __typename: 'PurchasingCompany' } : null,
    email: order.email ?? null,
    phone: order.phone ?? null,
    customerLocale: order.customer_locale ?? null,
    customer: order.customer ? customerOf(order.customer) : null,
    ...amountsOf(order),
    lineItems: page(order.line_items.filter((line) => !isTip(line)).map(lineOf)),
    refunds: [...order.refunds, ...added].map((refund) => refundOf(refund, zero(order))),
    transactions: [],
    disputes: [],
    fulfillments: order.fulfillments.map(({ created_at: createdAt, status: sent }) => ({
      createdAt,
      status: (sent ?? 'success').toUpperCase(),
    })),
  };
}

function amountsOf(order: OrderBody): object {
  const { currency_code } = order.total_price_set.shop_money;
  const shipping = order.total_shipping_price_set ?? zero(order);
  const tip = { shop_money: { amount: order.total_tip_received ?? '0.0', currency_code } };
  const lines = order.shipping_lines ?? [
    { price_set: shipping, discount_allocations: [], tax_lines: [] },
  ];
  return {
    totalPriceSet: money(order.total_price_set),
    currentShippingPriceSet: money(order.current_shipping_price_set ?? shipping),
    originalTotalDutiesSet: moneyOrNull(order.original_total_duties_set),
    currentTotalDutiesSet: moneyOrNull(order.current_total_duties_set),
    totalTipReceivedSet: money(tip),
    shippingLines: page(
      lines.map((line) => ({
        id: null,
        originalPriceSet: money(line.price_set),
        ...partsOf(line),
      })),
    ),
  };
}

function lineOf(line: LineBody): object {
  return {
    id: gid('LineItem', line.id),
    title: line.title ?? '',
    product: line.product_id ? { id: gid('Product', line.product_id) } : null,
    quantity: line.quantity,
    isGiftCard: line.gift_card ?? false,
    requiresShipping: true,
    originalUnitPriceSet: money(line.price_set),
    ...partsOf(line),
  };
}

function partsOf(line: Pick<LineBody, 'discount_allocations' | 'tax_lines'>): object {
  return {
    discountAllocations: line.discount_allocations.map((part) => ({
      allocatedAmountSet: money(part.amount_set),
    })),
    taxLines: line.tax_lines.map((part) => ({ priceSet: money(part.price_set) })),
  };
}

function refundOf(refund: RefundBody, nothing: WireMoney): object {
  const discrepancies = refund.order_adjustments.filter(
    ({ kind }) => (kind ?? 'refund_discrepancy') === 'refund_discrepancy',
  );
  return {
    id: gid('Refund', refund.id),
    refundLineItems: page(
      refund.refund_line_items.map((line) => ({
        lineItem: { id: gid('LineItem', line.line_item_id) },
        quantity: line.quantity ?? 0,
        subtotalSet: money(line.subtotal_set),
        totalTaxSet: money(line.total_tax_set ?? nothing),
      })),
    ),
    orderAdjustments: page(
      discrepancies.map((adjustment) => ({
        amountSet: money(adjustment.amount_set),
        taxAmountSet: money(adjustment.tax_amount_set ?? nothing),
      })),
    ),
    transactions: page(
      refund.transactions.map(({ status }) => ({ status: (status ?? 'success').toUpperCase() })),
    ),
  };
}

function customerOf(customer: CustomerBody): object {
  return {
    id: gid('Customer', customer.id),
    firstName: customer.first_name ?? null,
    lastName: customer.last_name ?? null,
    locale: 'en',
    verifiedEmail: customer.verified_email ?? false,
    defaultEmailAddress: null,
    defaultPhoneNumber: null,
  };
}

function page(nodes: readonly object[]): object {
  return { nodes, pageInfo: { hasNextPage: false, endCursor: null } };
}

function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

function money({ shop_money: { amount, currency_code: currencyCode } }: WireMoney): object {
  return { shopMoney: { amount, currencyCode } };
}

function moneyOrNull(amount: WireMoney | null | undefined): object | null {
  return amount ? money(amount) : null;
}

function zero(order: OrderBody): WireMoney {
  return { shop_money: { ...order.total_price_set.shop_money, amount: '0.0' } };
}
