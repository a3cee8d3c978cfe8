import { discountApplicationsOf } from '../commands/discounts.ts';
import { lineFulfillmentStatus, unshippedQuantity } from '../commands/shipped.ts';
import { taxOfLine } from '../commands/totals.ts';
import { toDecimal } from '../commands/money.ts';
import type { Minor } from '../store/scalars.ts';
import type { Order, OrderLine } from '../store/order-types.ts';
import { moneySet, rawId } from './wire.ts';

/** The tax contained in an amount, as lines, shipping lines and orders list it. */
export function taxLines(amount: Minor, ratePercent: number, currency: string): object[] {
  if (amount === 0) return [];
  return [
    {
      channel_liable: false,
      price: toDecimal(amount),
      price_set: moneySet(amount, currency),
      rate: ratePercent / 100,
      title: 'VAT',
    },
  ];
}

/** What one of an order's discounts takes off a line or the shipping fee. */
export function allocationBody(amount: Minor, index: number, currency: string): object {
  return {
    amount: toDecimal(amount),
    amount_set: moneySet(amount, currency),
    discount_application_index: index,
  };
}

function discountAllocations(order: Order, line: OrderLine): object[] {
  const position = order.lines.indexOf(line);
  return discountApplicationsOf(order)
    .map(({ allocations }, index) => ({ amount: allocations[position] ?? 0, index }))
    .filter(({ amount }) => amount > 0)
    .map(({ amount, index }) => allocationBody(amount, index, order.currency));
}

/**
 * What a line item looks like wherever it stands: in orders, refunds and fulfillments. `total_discount` is only what
 * was taken off the line itself, never the allocations of a discount; see "line_items" in
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 * @param taxesIncluded whether the order's prices contain the tax
 */
export function lineItemBody(
  order: Order,
  line: OrderLine,
  taxesIncluded: boolean,
): Record<string, unknown> {
  const named = line.variantTitle !== 'Default Title';
  return {
    id: rawId(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    fulfillable_quantity: unshippedQuantity(order, line),
    fulfillment_service: line.giftCard ? 'gift_card' : 'manual',
    fulfillment_status: lineFulfillmentStatus(order, line),
    gift_card: line.giftCard,
    grams: line.grams,
    name: named ? `${line.title} - ${line.variantTitle}` : line.title,
    price: toDecimal(line.price),
    price_set: moneySet(line.price, order.currency),
    product_exists: true,
    product_id: rawId(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sku: line.sku,
    taxable: !line.giftCard,
    title: line.title,
    total_discount: '0.00',
    total_discount_set: moneySet(0, order.currency),
    variant_id: rawId(line.variantId),
    variant_inventory_management: 'shopify',
    variant_title: named ? line.variantTitle : null,
    vendor: line.vendor,
    tax_lines: taxLines(taxOfLine(line, taxesIncluded), line.taxRatePercent, order.currency),
    duties: [],
    discount_allocations: discountAllocations(order, line),
  };
}
