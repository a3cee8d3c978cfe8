import { type DiscountApplication, discountApplicationsOf } from '../commands/discounts.ts';
import { taxOf, toDecimal } from '../commands/money.ts';
import { shippingDiscountOf } from '../discounts/order-discounts.ts';
import { type OrderTotals, taxIsIncluded, taxOfLine } from '../commands/totals.ts';
import type { Order } from '../store/order-types.ts';
import type { SandboxShop } from '../store/shop-types.ts';
import { taxLines } from './line-item-body.ts';
import { moneySet } from './wire.ts';

/** An amount as a string and as a `_set`, under the two names that Shopify gives them. */
export function both(name: string, amount: number, currency: string): Record<string, unknown> {
  return { [name]: toDecimal(amount), [`${name}_set`]: moneySet(amount, currency) };
}

/** All that an order says of its amounts. */
export function amounts(order: Order, totals: OrderTotals): Record<string, unknown> {
  const { currency } = order;
  const zero = moneySet(0, currency);
  // An order on which no duties were due has none, which is not the same as duties of nothing.
  const dutiesSet = (amount: number) =>
    order.duties === undefined ? null : moneySet(amount, currency);
  return {
    ...both('current_subtotal_price', totals.currentSubtotal, currency),
    ...both(
      'current_total_discounts',
      totals.currentDiscounts + shippingDiscountOf(order),
      currency,
    ),
    ...both('current_total_price', totals.currentTotal, currency),
    ...both('current_total_tax', totals.currentTax, currency),
    ...both('subtotal_price', totals.subtotal, currency),
    ...both('total_discounts', totals.discounts + shippingDiscountOf(order), currency),
    ...both('total_line_items_price', totals.lineItems, currency),
    ...both('total_price', totals.total, currency),
    ...both('total_tax', order.tax, currency),
    current_shipping_price_set: moneySet(totals.currentShipping, currency),
    current_total_additional_fees_set: null,
    current_total_duties_set: dutiesSet(totals.currentDuties),
    original_total_additional_fees_set: null,
    original_total_duties_set: dutiesSet(order.duties ?? 0),
    total_cash_rounding_payment_adjustment_set: zero,
    total_cash_rounding_refund_adjustment_set: zero,
    total_outstanding: toDecimal(totals.outstanding),
    // "The total shipping price of the order, excluding discounts and returns."
    total_shipping_price_set: moneySet(order.shipping + shippingDiscountOf(order), currency),
    total_tip_received: toDecimal(order.tip ?? 0),
  };
}

/** The discounts of an order; what each takes off a line or the shipping fee stands there. */
export function discountApplicationBodies(order: Order): object[] {
  return discountApplicationsOf(order).map((application) => ({
    target_type: application.target,
    type: application.type,
    value:
      application.valueType === 'percentage'
        ? application.value.toFixed(1)
        : toDecimal(application.value),
    value_type: application.valueType,
    allocation_method: application.allocationMethod,
    target_selection: application.targetSelection,
    ...NAMES[application.type](application.title),
  }));
}

/** Under which keys a discount is named, by how it came to the order. */
const NAMES: Record<DiscountApplication['type'], (title: string) => object> = {
  discount_code: (code) => ({ code }),
  automatic: (title) => ({ title }),
  manual: (title) => ({ title, description: title }),
};

/** The tax of lines and shipping, summed by rate. */
export function taxLinesOfOrder(order: Order, shop: SandboxShop): object[] {
  const byRate = new Map<number, number>();
  const add = (rate: number, amount: number): void => {
    byRate.set(rate, (byRate.get(rate) ?? 0) + amount);
  };
  const included = taxIsIncluded(order, shop.taxesIncluded);
  for (const line of order.lines) add(line.taxRatePercent, taxOfLine(line, included));
  add(shop.taxRatePercent, taxOf(order.shipping, shop.taxRatePercent, included));
  return [...byRate].flatMap(([rate, amount]) => taxLines(amount, rate, order.currency));
}
