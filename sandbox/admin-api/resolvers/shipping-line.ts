import type { Order } from '../../store/types.ts';
import { toGid } from '../gid.ts';
import { toMoneyBag } from '../money.ts';

/** The one shipping line of an order that is shipped. The store gives it no id; the one after the order's is free. */
export function toShippingLine(order: Order) {
  const shipped = order.sourceName !== 'pos' && order.lines.some((line) => !line.giftCard);
  if (!shipped) return null;
  return {
    id: toGid('ShippingLine', (BigInt(order.id) + 1n).toString()),
    title: 'Standard',
    code: 'Standard',
    source: 'shopify',
    custom: false,
    isRemoved: false,
    originalPriceSet: toMoneyBag(order.shipping, order.currency),
    discountedPriceSet: toMoneyBag(order.shipping, order.currency),
  };
}
