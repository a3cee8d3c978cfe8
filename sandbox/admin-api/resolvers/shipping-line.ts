import { taxOf } from '../../commands/money.ts';
import { taxIsIncluded } from '../../commands/totals.ts';
import type { Order } from '../../store/order-types.ts';
import type { SandboxShop } from '../../store/shop-types.ts';
import { shippingDiscountOf } from '../../discounts/order-discounts.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';
import { shippingAllocationsOf } from './discount-applications.ts';
import { toTaxLines } from './tax-line.ts';

/** The one shipping line of an order that is shipped. The store gives it no id; the one after the order's is free. */
export function toShippingLine(order: Order, shop: SandboxShop) {
  const shipped = order.sourceName !== 'pos' && order.lines.some((line) => !line.giftCard);
  if (!shipped) return null;
  const { currency, shipping } = order;
  const rate = shop.taxRatePercent;
  const tax = taxOf(shipping, rate, taxIsIncluded(order, shop.taxesIncluded));
  return {
    id: toGid('ShippingLine', (BigInt(order.id) + 1n).toString()),
    title: 'Standard',
    code: 'Standard',
    source: 'shopify',
    custom: false,
    isRemoved: false,
    originalPriceSet: toMoneyBag(shipping + shippingDiscountOf(order), currency),
    discountedPriceSet: toMoneyBag(shipping, currency),
    discountAllocations: shippingAllocationsOf(order),
    taxLines: toTaxLines(tax, rate, currency),
  };
}

/** The same as a list. */
export function toShippingLines(order: Order, shop: SandboxShop) {
  const line = toShippingLine(order, shop);
  return line ? [line] : [];
}
