import { z } from 'zod';

import { WireId } from '#app/shopify/read-order-webhook.server.ts';

import { type BodyFile, isOrder, isRefund } from './bodies.ts';

const Money = z.object({ shop_money: z.object({ amount: z.string(), currency_code: z.string() }) });
type Money = z.infer<typeof Money>;

const Refund = z.object({
  id: WireId,
  order_id: WireId.optional(),
  created_at: z.string().optional(),
  refund_line_items: z
    .array(z.object({ line_item_id: WireId, subtotal_set: Money, total_tax_set: Money.nullish() }))
    .default([]),
  order_adjustments: z
    .array(
      z.object({
        kind: z.string().nullish(),
        amount_set: Money,
        tax_amount_set: Money.nullish(),
      }),
    )
    .default([]),
  transactions: z.array(z.object({ status: z.string().nullish() })).default([]),
});
type Refund = z.infer<typeof Refund>;

const Order = z.object({
  id: WireId,
  name: z.string(),
  created_at: z.string(),
  processed_at: z.string().nullish(),
  updated_at: z.string(),
  cancelled_at: z.string().nullish(),
  financial_status: z.string(),
  test: z.boolean().nullish(),
  company: z.unknown(),
  source_name: z.string().nullish(),
  taxes_included: z.boolean().nullish(),
  total_price_set: Money,
  total_shipping_price_set: Money.nullish(),
  current_shipping_price_set: Money.nullish(),
  customer_locale: z.string().nullish(),
  customer: z
    .object({ id: WireId, first_name: z.string().nullish(), last_name: z.string().nullish() })
    .nullish(),
  line_items: z.array(
    z.object({
      id: WireId,
      title: z.string(),
      quantity: z.number(),
      gift_card: z.boolean().nullish(),
      price_set: Money,
      discount_allocations: z.array(z.object({ amount_set: Money })).default([]),
    }),
  ),
  refunds: z.array(Refund).default([]),
});
type Order = z.infer<typeof Order>;

/**
 * Orders as the Admin API would answer them after all that the files tell: the newest state of each, with the refunds
 * that lie beside it.
 * @returns by order id
 */
export function ordersOf(files: readonly BodyFile[]): Map<string, object> {
  const refunds = files
    .filter(isRefund)
    .flatMap((file) => Refund.safeParse(file.parsed).data ?? []);
  const newest = new Map<string, Order>();
  for (const file of files.filter(isOrder)) {
    const order = Order.safeParse(file.parsed).data;
    const known = order && newest.get(order.id);
    if (order && (!known || Date.parse(order.updated_at) >= Date.parse(known.updated_at)))
      newest.set(order.id, order);
  }
  return new Map(
    [...newest.values()].map((order) => {
      const known = new Set(order.refunds.map((refund) => refund.id));
      const added = refunds.filter(({ id, order_id: of }) => of === order.id && !known.has(id));
      return [order.id, answerOf(order, added)];
    }),
  );
}

function answerOf(order: Order, added: readonly Refund[]): object {
  const times = [order.updated_at, ...added.map((refund) => refund.created_at ?? order.updated_at)];
  const status = added.length > 0 ? 'PARTIALLY_REFUNDED' : order.financial_status.toUpperCase();
  const { customer } = order;
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: order.name,
    currencyCode: order.total_price_set.shop_money.currency_code,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString(),
    cancelledAt: order.cancelled_at ?? null,
    displayFinancialStatus: status,
    test: order.test ?? false,
    sourceName: order.source_name ?? null,
    taxesIncluded: order.taxes_included ?? false,
    purchasingEntity: order.company ? { __typename: 'PurchasingCompany' } : null,
    totalPriceSet: money(order.total_price_set),
    totalShippingPriceSet: money(order.total_shipping_price_set ?? zero(order)),
    currentShippingPriceSet: money(
      order.current_shipping_price_set ?? order.total_shipping_price_set ?? zero(order),
    ),
    customerLocale: order.customer_locale ?? null,
    customer: customer
      ? {
          id: gid('Customer', customer.id),
          firstName: customer.first_name ?? null,
          lastName: customer.last_name ?? null,
          locale: order.customer_locale ?? 'en',
          defaultEmailAddress: null,
          defaultPhoneNumber: null,
        }
      : null,
    lineItems: page(
      order.line_items.map((line) => ({
        id: gid('LineItem', line.id),
        title: line.title,
        quantity: line.quantity,
        isGiftCard: line.gift_card ?? false,
        originalUnitPriceSet: money(line.price_set),
        discountAllocations: line.discount_allocations.map((part) => ({
          allocatedAmountSet: money(part.amount_set),
        })),
      })),
    ),
    refunds: [...order.refunds, ...added].map((refund) => refundOf(refund, zero(order))),
  };
}

function refundOf(refund: Refund, nothing: Money): object {
  const discrepancies = refund.order_adjustments.filter(
    ({ kind }) => (kind ?? 'refund_discrepancy') === 'refund_discrepancy',
  );
  return {
    id: gid('Refund', refund.id),
    refundLineItems: page(
      refund.refund_line_items.map((line) => ({
        lineItem: { id: gid('LineItem', line.line_item_id) },
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

function page(nodes: readonly object[]): object {
  return { nodes, pageInfo: { hasNextPage: false, endCursor: null } };
}

function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

function money({ shop_money: { amount, currency_code: currencyCode } }: Money): object {
  return { shopMoney: { amount, currencyCode } };
}

function zero(order: Order): Money {
  return { shop_money: { ...order.total_price_set.shop_money, amount: '0.0' } };
}
