import type { Discount, DiscountClass } from '../store/discount-types.ts';

/**
 * The class of a discount: https://shopify.dev/docs/apps/build/discounts#discount-classes. An amount off everything is
 * an order discount, unless it is taken off each item.
 */
export function classOf({ offer }: Pick<Discount, 'offer'>): DiscountClass {
  if (offer.kind === 'free_shipping') return 'shipping';
  if (offer.kind === 'bxgy' || offer.items.kind !== 'all') return 'product';
  return offer.value.kind === 'amount' && offer.value.onEachItem ? 'product' : 'order';
}

/**
 * Whether two discounts may stand in one order: each has to allow the other's class
 * (https://help.shopify.com/manual/discounts/combining-discounts/discount-combinations). Two shipping discounts never do.
 */
export function combine(one: Discount, other: Discount): boolean {
  const [oneClass, otherClass] = [classOf(one), classOf(other)];
  if (oneClass === 'shipping' && otherClass === 'shipping') return false;
  return one.combinesWith[otherClass] && other.combinesWith[oneClass];
}

/** `DiscountStatus` */
export function statusOf(
  { startsAt, endsAt }: Pick<Discount, 'startsAt' | 'endsAt'>,
  now: Date,
): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) return 'EXPIRED';
  return Date.parse(startsAt) > now.getTime() ? 'SCHEDULED' : 'ACTIVE';
}
