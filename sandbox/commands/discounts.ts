import type { OrderDiscount } from '../store/discount-types.ts';
import type { Minor } from '../store/scalars.ts';
import type { Order } from '../store/order-types.ts';
import { allocate } from './money.ts';

/** One discount of an order and what it takes off each line (in the lines' order). */
export interface DiscountApplication extends Pick<
  OrderDiscount,
  'target' | 'valueType' | 'value' | 'allocationMethod' | 'targetSelection'
> {
  readonly type: 'discount_code' | 'automatic' | 'manual';
  /** The code that was entered, or the discount's title. */
  readonly title: string;
  readonly allocations: readonly Minor[];
  /** Taken off the shipping fee. */
  readonly shipping: Minor;
}

const BY_HAND = {
  target: 'line_item',
  allocationMethod: 'across',
  targetSelection: 'all',
  shipping: 0,
} as const;

function nativeApplications({ lines, discounts = [] }: Order): DiscountApplication[] {
  return discounts.map(({ code, allocations, amount, ...terms }) => ({
    ...terms,
    type: code === null ? 'automatic' : 'discount_code',
    shipping: terms.target === 'shipping_line' ? amount : 0,
    allocations: lines.map(
      ({ id }) => allocations.find(({ lineId }) => lineId === id)?.amount ?? 0,
    ),
  }));
}

/**
 * The discounts of an order. Of native discounts the store keeps what each took off; besides, it keeps one amount a
 * line: where an order has several other codes, each code's amount falls on the lines in proportion to what is left
 * there, and what no code explains was given by hand. `discount_allocations` of a line always sum to its discount, see
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order ("discount_applications")
 */
export function discountApplicationsOf(order: Order): DiscountApplication[] {
  const gross = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const native = nativeApplications(order);
  let left = order.lines.map((line, position) =>
    native.reduce((rest, { allocations }) => rest - (allocations[position] ?? 0), line.discount),
  );
  const take = (amount: Minor): Minor[] => {
    const allocations = allocate(amount, left);
    left = left.map((remaining, position) => remaining - (allocations[position] ?? 0));
    return allocations;
  };
  const nativeCodes = new Set(order.discounts?.map(({ code }) => code));
  const told = order.discountCodes
    .filter(({ code, type }) => type !== 'shipping' && !nativeCodes.has(code))
    .map(({ code, amount, type }): DiscountApplication => {
      const rate = gross === 0 ? 0 : Math.round((amount / gross) * 1000) / 10;
      const isPercentage = type === 'percentage';
      return {
        ...BY_HAND,
        type: 'discount_code',
        title: code,
        valueType: isPercentage ? 'percentage' : 'fixed_amount',
        value: isPercentage ? rate : amount,
        allocations: take(amount),
      };
    });
  const byHand = left.reduce((sum, amount) => sum + amount, 0);
  const manual: DiscountApplication = {
    ...BY_HAND,
    type: 'manual',
    title: 'Discount',
    valueType: 'fixed_amount',
    value: byHand,
    allocations: take(byHand),
  };
  return [...native, ...told, ...(byHand > 0 ? [manual] : [])];
}
