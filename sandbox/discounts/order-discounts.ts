import type { Discount, OrderDiscount } from '../store/discount-types.ts';
import type { Id } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import type { Applied } from './apply.ts';
import { sum } from './basket.ts';
import { classOf } from './classes.ts';

type Terms = Pick<
  OrderDiscount,
  'target' | 'valueType' | 'value' | 'allocationMethod' | 'targetSelection'
>;

/** How an order tells of a discount: https://shopify.dev/docs/api/admin-rest/latest/resources/order ("discount_applications") */
function termsOf(discount: Discount): Terms {
  const { offer } = discount;
  if (offer.kind === 'free_shipping') {
    return {
      target: 'shipping_line',
      valueType: 'percentage',
      value: 100,
      allocationMethod: 'each',
      targetSelection: 'all',
    };
  }
  const common = {
    target: 'line_item',
    targetSelection: classOf(discount) === 'order' ? 'all' : 'entitled',
  } as const;
  const share = (fraction: number) =>
    ({ ...common, valueType: 'percentage', value: Math.round(fraction * 10_000) / 100 }) as const;
  if (offer.kind === 'bxgy') return { ...share(offer.gets.fraction), allocationMethod: 'each' };
  const { value } = offer;
  if (value.kind === 'percentage') return { ...share(value.fraction), allocationMethod: 'across' };
  const allocationMethod = value.onEachItem ? 'each' : 'across';
  return { ...common, valueType: 'fixed_amount', value: value.amount, allocationMethod };
}

/** What an order keeps of a discount that it got. */
export function toOrderDiscount(applied: Applied, lineIds: readonly Id[]): OrderDiscount {
  const { discount, code, lines, shipping } = applied;
  return {
    ...termsOf(discount),
    title: code?.code ?? discount.title,
    code: code?.code ?? null,
    allocations: lines.flatMap((amount, place) => {
      const lineId = lineIds[place];
      return amount > 0 && lineId !== undefined ? [{ lineId, amount }] : [];
    }),
    amount: shipping + sum(lines),
  };
}

/** The entry of an order's `discount_codes`; an automatic discount has none. */
export function toDiscountCode(discount: OrderDiscount): Order['discountCodes'] {
  if (discount.code === null) return [];
  const type = discount.target === 'shipping_line' ? 'shipping' : discount.valueType;
  return [{ code: discount.code, amount: discount.amount, type }];
}

/** What discounts took off an order's shipping. */
export function shippingDiscountOf({ discounts = [] }: Order): number {
  return sum(discounts.map(({ target, amount }) => (target === 'shipping_line' ? amount : 0)));
}
