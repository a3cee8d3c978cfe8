import { z } from 'zod';

import { CustomerId } from '#app/loyalty/ids.ts';
import { AmountError, parseMinor, sumMinor } from '#app/loyalty/money.ts';
import type { CustomerDetails, ReadOrder } from '#app/loyalty/order-fact.ts';

import { type OrderParts, type RefundParts, assembleOrderFact } from './order-parts.server.ts';
import { storableTextOrNull } from './storable-text.server.ts';

const LARGEST_ID = '9223372036854775807';

/**
 * An id as Shopify writes it into a body: a bare integer, or a string of its digits where it would have been rounded;
 * none is wider than 64 bits.
 */
export const WireId = z
  .union([
    z.number().int().positive(),
    z
      .string()
      .regex(/^[1-9]\d{0,18}$/, { abort: true })
      .refine((digits) => digits.length < LARGEST_ID.length || digits <= LARGEST_ID),
  ])
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
  const currency = order.total_price_set.shop_money.currency_code;
  const minor = readerOfMoney(currency);
  const parts: OrderParts = {
    orderId: order.id,
    name: order.name ?? `#${order.id}`,
    customerId: customer?.id ?? null,
    currency,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    financialStatus: order.financial_status ?? 'pending',
    test: order.test ?? false,
    business: order.company !== null && order.company !== undefined,
    sourceName: order.source_name ?? '',
    taxesIncluded: order.taxes_included ?? false,
    total: minor(order.total_price_set),
    shippingRefunded: shippingRefunded(order, minor),
    lines: order.line_items.map((line) => ({
      lineId: line.id,
      title: line.title ?? '',
      quantity: line.quantity,
      gross: sumMinor([minor(line.price_set) * line.quantity]),
      discount: sumMinor(line.discount_allocations.map((part) => minor(part.amount_set))),
      giftCard: line.gift_card ?? false,
    })),
    refunds: order.refunds.map((refund) => refundParts(refund, minor)),
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
    firstName: storableTextOrNull(customer.first_name),
    lastName: storableTextOrNull(customer.last_name),
    email: storableTextOrNull(customer.email),
    phone: storableTextOrNull(customer.phone),
    locale: storableTextOrNull(locale),
  };
}

// Until API version 2024-10 an adjustment named its kind, and a refund of shipping was one of them; since then every
// adjustment is a discrepancy, and refunded shipping shows in the order's current shipping price alone.
function refundParts(refund: z.infer<typeof RefundBody>, minor: MoneyReader): RefundParts {
  const discrepancies = refund.order_adjustments
    .filter((adjustment) => (adjustment.kind ?? 'refund_discrepancy') === 'refund_discrepancy')
    .flatMap((adjustment) => [-minor(adjustment.amount_set), -minor(adjustment.tax_amount_set)]);
  return {
    refundId: refund.id,
    stands: moneyMayMove(refund.transactions.map((transaction) => transaction.status ?? 'success')),
    lines: refund.refund_line_items.map((line) => ({
      lineId: line.line_item_id,
      subtotal: minor(line.subtotal_set),
      tax: minor(line.total_tax_set),
    })),
    withoutLines: sumMinor(discrepancies),
  };
}

function shippingRefunded(order: z.infer<typeof OrderBody>, minor: MoneyReader): number {
  const charged = order.total_shipping_price_set;
  const remaining = order.current_shipping_price_set;
  return charged && remaining ? Math.max(0, sumMinor([minor(charged), -minor(remaining)])) : 0;
}

/** A refund counts unless it has transactions and all of them failed. */
export function moneyMayMove(statuses: readonly string[]): boolean {
  const failed = statuses.filter((status) => /^(failure|error)$/i.test(status));
  return statuses.length === 0 || failed.length < statuses.length;
}

/** Minor units of an order's own currency; 0 for what is not there. */
type MoneyReader = (money: Money | null | undefined) => number;

/** An order's amounts are added to each other, so one in another currency would be counted as something it is not. */
function readerOfMoney(currency: string): MoneyReader {
  return (money) => {
    if (!money) return 0;
    const { amount, currency_code } = money.shop_money;
    const minor = parseMinor(amount, currency_code);
    if (minor !== 0 && currency_code !== currency) throw new AmountError('several currencies');
    return minor;
  };
}
