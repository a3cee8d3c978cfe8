import type { OrderRule } from '../program/earning-rules.ts';
import { AmountError, minorDigits } from '../money.ts';

/**
 * How many points an amount is worth by a rule: one exact fraction, rounded once as the rule says.
 * @param counted minor units, not negative
 * @param percent what the member's tier earns, in per cent
 * @throws AmountError when it is more than can be counted with
 */
export function worthOf(
  rule: Pick<OrderRule, 'earns' | 'rounding'>,
  counted: number,
  currency: string,
  percent: number,
): number {
  const { earns } = rule;
  if (earns.kind === 'per_order') {
    return counted > 0 ? divide(earns.points, percent, 100, rule.rounding) : 0;
  }
  const perPoint = earns.amount * 10 ** minorDigits(currency) * 100;
  return divide(counted, earns.points * percent, perPoint, rule.rounding);
}

function divide(
  amount: number,
  factor: number,
  divisor: number,
  rounding: OrderRule['rounding'],
): number {
  const product = amount * factor;
  // Exact without big numbers as long as twice the product is a safe integer; nearly every order is.
  if (product < 2 ** 51) {
    if (rounding === 'down') return Math.floor(product / divisor);
    const rest = product % divisor;
    const whole = (product - rest) / divisor;
    if (rounding === 'up') return whole + (rest > 0 ? 1 : 0);
    return whole + (rest * 2 >= divisor ? 1 : 0);
  }
  const points = divideExactly(BigInt(amount) * BigInt(factor), BigInt(divisor), rounding);
  return countable(points);
}

/**
 * Points as a number.
 * @throws AmountError when there are more than can be counted with
 */
export function countable(points: bigint): number {
  if (points > BigInt(Number.MAX_SAFE_INTEGER))
    throw new AmountError('more points than can be counted');
  return Number(points);
}

/** A fraction that is not negative, as whole points. */
export function divideExactly(
  product: bigint,
  divisor: bigint,
  rounding: OrderRule['rounding'],
): bigint {
  const whole = product / divisor;
  const rest = product % divisor;
  const isUp = rounding === 'up' ? rest > 0n : rounding === 'nearest' && rest * 2n >= divisor;
  return isUp ? whole + 1n : whole;
}
