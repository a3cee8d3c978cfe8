import type { Minor, Order } from '../store/types.ts';
import { allocate } from './money.ts';

/** One discount of an order and what it takes off each line (in the lines' order). */
export interface DiscountApplication {
  /** The code that was entered; null for a discount given by hand. */
  code: string | null;
  valueType: 'percentage' | 'fixed_amount';
  /** The rate in per cent or the amount in minor units. */
  value: number;
  allocations: Minor[];
}

/**
 * The discounts of an order. The store keeps one amount a line; where an order has several codes, each code's
 * amount falls on the lines in proportion to what is left there, and what no code explains was given by hand.
 * `discount_allocations` of a line always sum to its discount, see
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order ("discount_applications")
 */
export function discountApplicationsOf(order: Order): DiscountApplication[] {
  const gross = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  let left = order.lines.map((line) => line.discount);
  const take = (amount: Minor): Minor[] => {
    const allocations = allocate(amount, left);
    left = left.map((remaining, position) => remaining - (allocations[position] ?? 0));
    return allocations;
  };
  const applications: DiscountApplication[] = order.discountCodes
    .filter(({ type }) => type !== 'shipping')
    .map(({ code, amount, type }) => {
      const rate = gross === 0 ? 0 : Math.round((amount / gross) * 1000) / 10;
      const percentage = type === 'percentage';
      return {
        code,
        valueType: percentage ? 'percentage' : 'fixed_amount',
        value: percentage ? rate : amount,
        allocations: take(amount),
      };
    });
  const byHand = left.reduce((sum, amount) => sum + amount, 0);
  if (byHand > 0) {
    applications.push({
      code: null,
      valueType: 'fixed_amount',
      value: byHand,
      allocations: take(byHand),
    });
  }
  return applications;
}
