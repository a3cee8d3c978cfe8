import { z } from 'zod';

import { WireId, WireMoney, WireText, WireTime } from '../wire/wire-body.server.ts';

const TaxLines = z.array(z.object({ price_set: WireMoney })).default([]);
const Allocations = z.array(z.object({ amount_set: WireMoney })).default([]);

/** A refund, in an order or in a delivery of its own (https://shopify.dev/docs/api/admin-rest/latest/resources/refund). */
export const RefundBody = z.object({
  id: WireId,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: WireId,
        quantity: z.number().int().nonnegative().max(1_000_000_000).nullish(),
        subtotal_set: WireMoney,
        total_tax_set: WireMoney.nullish(),
      }),
    )
    .default([]),
  order_adjustments: z
    .array(
      z.object({
        kind: WireText.nullish(),
        amount_set: WireMoney,
        tax_amount_set: WireMoney.nullish(),
      }),
    )
    .default([]),
  transactions: z.array(z.object({ status: WireText.nullish() })).default([]),
});

const LineBody = z.object({
  id: WireId,
  title: WireText.nullish(),
  // Null once the product is deleted.
  product_id: WireId.nullish(),
  quantity: z.number().int().nonnegative().max(1_000_000_000),
  price_set: WireMoney,
  gift_card: z.boolean().nullish(),
  discount_allocations: Allocations,
  tax_lines: TaxLines,
  // "Present only on tips": https://shopify.dev/docs/api/admin-rest/latest/resources/order#resource-object
  tip: z.unknown().optional(),
  tip_payment_gateway: z.unknown().optional(),
  tip_payment_method: z.unknown().optional(),
});

const ShippingLineBody = z.object({
  price_set: WireMoney,
  discount_allocations: Allocations,
  tax_lines: TaxLines,
});

/** The customer of an order, or of a `customers/*` delivery, as far as the app reads it. */
export const CustomerBody = z.object({
  id: WireId,
  first_name: WireText.nullish(),
  last_name: WireText.nullish(),
  email: WireText.nullish(),
  phone: WireText.nullish(),
  verified_email: z.boolean().nullish(),
});

/**
 * The order of an `orders/*` delivery, as far as the app reads it
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order).
 */
export const OrderBody = z.object({
  id: WireId,
  name: WireText.nullish(),
  customer: CustomerBody.nullish(),
  customer_locale: WireText.nullish(),
  email: WireText.nullish(),
  contact_email: WireText.nullish(),
  phone: WireText.nullish(),
  created_at: WireTime,
  processed_at: WireTime.nullish(),
  updated_at: WireTime,
  cancelled_at: WireTime.nullish(),
  financial_status: WireText.nullish(),
  fulfillment_status: WireText.nullish(),
  fulfillments: z.array(z.object({ created_at: WireTime, status: WireText.nullish() })).default([]),
  payment_gateway_names: z.array(WireText).default([]),
  test: z.boolean().nullish(),
  company: z.unknown().optional(),
  source_name: WireText.nullish(),
  taxes_included: z.boolean().nullish(),
  discount_codes: z.array(z.object({ code: WireText.nullish() })).default([]),
  total_price_set: WireMoney,
  total_shipping_price_set: WireMoney.nullish(),
  current_shipping_price_set: WireMoney.nullish(),
  original_total_duties_set: WireMoney.nullish(),
  current_total_duties_set: WireMoney.nullish(),
  total_tip_received: z.string().nullish(),
  line_items: z.array(LineBody).max(10_000),
  shipping_lines: z.array(ShippingLineBody).nullish(),
  refunds: z.array(RefundBody).default([]),
});

export type CustomerBody = z.infer<typeof CustomerBody>;
export type OrderBody = z.infer<typeof OrderBody>;
export type LineBody = z.infer<typeof LineBody>;
export type RefundBody = z.infer<typeof RefundBody>;
