import { allocate } from '../commands/money.ts';
import type { AmountOff } from '../store/discount-types.ts';
import type { Minor } from '../store/scalars.ts';
import { type BasketLine, sum } from './basket.ts';

/**
 * What an amount-off discount takes off each line. A share of each line is rounded for itself where the discount is of
 * products, and of the whole where it is of the order.
 * @param amounts what the lines cost now; zero for those that the discount is not for
 */
export function amountsOff(
  value: AmountOff,
  lines: readonly BasketLine[],
  amounts: readonly Minor[],
  ofTheOrder: boolean,
): Minor[] {
  if (value.kind === 'percentage') {
    return ofTheOrder
      ? allocate(Math.round(sum(amounts) * value.fraction), amounts)
      : amounts.map((amount) => Math.round(amount * value.fraction));
  }
  if (value.onEachItem) {
    return lines.map((line, place) => Math.min(value.amount * line.quantity, amounts[place] ?? 0));
  }
  // `appliesOnEachItem`: where false, "the amount is split across all of the entitled items".
  return allocate(Math.min(value.amount, sum(amounts)), amounts);
}
