import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';
import { parseMinor, sumMinor } from '#app/loyalty/money.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/order-fact.ts';

import { type OrderParts, type RefundParts, assembleOrderFact } from './order-parts.server.ts';

/** An id as Shopify writes it into a body: a bare integer, or a string of its digits where it would have been rounded. */
export const WireId = z
  .union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)])
  .transform(String);

const ShopMoney = z.object({
  shop_money: z.object({ amount: z.string(), currency_code: z.string() }),
});
const Time = z.iso.datetime({ offset: true });
const text = z.string().max(10_000);

const RefundBody = z.object({
  id: WireId,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: WireId,
        subtotal_set: ShopMoney,
        total_tax_set: ShopMoney.nullish(),
      }),
    )
    .default([]),
  order_adjustments: z
    .array(
      z.object({
        kind: text.nullish(),
        amount_set: ShopMoney,
        tax_amount_set: ShopMoney.nullish(),
      }),
    )
    .default([]),
  transactions: z.array(z.object({ status: text.nullish() })).default([]),
});

const CustomerBody = z.object({
  id: WireId,
  first_name: text.nullish(),
  last_name: text.nullish(),
  email: text.nullish(),
  phone: text.nullish(),
});

const OrderBody = z.object({
  id: WireId,
  name: text.nullish(),
  customer: CustomerBody.nullish(),
  customer_locale: text.nullish(),
  created_at: Time,
  processed_at: Time.nullish(),
  updated_at: Time,
  cancelled_at: Time.nullish(),
  financial_status: text.nullish(),
  test: z.boolean().nullish(),
  company: z.unknown(),
  source_name: text.nullish(),
  taxes_included: z.boolean().nullish(),
  total_price_set: ShopMoney,
  total_shipping_price_set: ShopMoney.nullish(),
  current_shipping_price_set: ShopMoney.nullish(),
  line_items: z
    .array(
      z.object({
        id: WireId,
        title: text.nullish(),
        quantity: z.number().int().nonnegative().max(1_000_000_000),
        price_set: ShopMoney,
        gift_card: z.boolean().nullish(),
        discount_allocations: z.array(z.object({ amount_set: ShopMoney })).default([]),
      }),
    )
    .max(10_000),
  refunds: z.array(RefundBody).default([]),
});

type Money = z.infer<typeof ShopMoney>;

/**
 * Reads the whole order that a webhook carries.
 * @param body the parsed JSON of an `orders/*` delivery that carries the order itself
 * @throws ZodError or AmountError for what is no order
 */
export function readOrderWebhook(body: unknown): ReadOrder {
  const order = OrderBody.parse(body);
  const customer = order.customer ?? null;
  const parts: OrderParts = {
    orderId: order.id,
    name: order.name ?? `#${order.id}`,
    customerId: customer?.id ?? null,
    currency: order.total_price_set.shop_money.currency_code,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? 'pending',
    test: order.test ?? false,
    business: order.company !== null && order.company !== undefined,
    sourceName: order.source_name ?? '',
    taxesIncluded: order.taxes_included ?? false,
    total: minor(order.total_price_set),
    shippingRefunded: shippingRefunded(order),
    lines: order.line_items.map((line) => ({
      lineId: line.id,
      title: line.title ?? '',
      quantity: line.quantity,
      gross: sumMinor([minor(line.price_set) * line.quantity]),
      discount: sumMinor(line.discount_allocations.map((part) => minor(part.amount_set))),
      giftCard: line.gift_card ?? false,
    })),
    refunds: order.refunds.map(refundParts),
  };
  return {
    fact: assembleOrderFact(parts),
    customer: customer && customerDetails(customer, order.customer_locale ?? null),
    source: 'webhook',
  };
}

/**
 * Reads the customer that a webhook carries.
 * @param body the parsed JSON of a `customers/*` delivery
 * @throws ZodError for what is no customer
 */
export function readCustomerWebhook(body: unknown): CustomerDetails {
  return customerDetails(CustomerBody.parse(body), null);
}

function customerDetails(
  customer: z.infer<typeof CustomerBody>,
  locale: string | null,
): CustomerDetails {
  return {
    customerId: CustomerId.parse(customer.id),
    firstName: customer.first_name ?? null,
    lastName: customer.last_name ?? null,
    email: customer.email ?? null,
    phone: customer.phone ?? null,
    locale,
  };
}

// Until API version 2024-10 an adjustment named its kind, and a refund of shipping was one of them; since then every
// adjustment is a discrepancy, and refunded shipping shows in the order's current shipping price alone.
function refundParts(refund: z.infer<typeof RefundBody>): RefundParts {
  const discrepancies = refund.order_adjustments
    .filter((adjustment) => (adjustment.kind ?? 'refund_discrepancy') === 'refund_discrepancy')
    .map((adjustment) => -minor(adjustment.amount_set) - minorOrZero(adjustment.tax_amount_set));
  return {
    refundId: refund.id,
    stands: moneyMayMove(refund.transactions.map((transaction) => transaction.status ?? 'success')),
    lines: refund.refund_line_items.map((line) => ({
      lineId: line.line_item_id,
      subtotal: minor(line.subtotal_set),
      tax: minorOrZero(line.total_tax_set),
    })),
    withoutLines: sumMinor(discrepancies),
  };
}

function shippingRefunded(order: z.infer<typeof OrderBody>): number {
  const charged = order.total_shipping_price_set;
  const remaining = order.current_shipping_price_set;
  return charged && remaining ? Math.max(0, minor(charged) - minor(remaining)) : 0;
}

/** A refund counts unless it has transactions and all of them failed. */
export function moneyMayMove(statuses: readonly string[]): boolean {
  const failed = statuses.filter((status) => /^(failure|error)$/i.test(status));
  return statuses.length === 0 || failed.length < statuses.length;
}

function minor({ shop_money: money }: Money): number {
  return parseMinor(money.amount, money.currency_code);
}

function minorOrZero(money: Money | null | undefined): number {
  return money ? minor(money) : 0;
}
