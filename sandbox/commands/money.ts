import type { Minor } from '../store/scalars.ts';

/**
 * Splits an amount over parts in proportion to their weights, so that the parts sum exactly to the amount.
 * What rounding leaves over goes to the largest remainders, earlier parts first.
 * @param amount minor units, not negative
 * @param weights not negative; where all are zero nothing is given out
 * @returns one amount a weight
 */
export function allocate(amount: Minor, weights: readonly number[]): Minor[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight, position) => {
    const product = amount * weight;
    return { position, whole: Math.floor(product / total), remainder: product % total };
  });
  let left = amount - shares.reduce((sum, share) => sum + share.whole, 0);
  const parts = shares.map((share) => share.whole);
  const byRemainder = shares.toSorted(
    (one, other) => other.remainder - one.remainder || one.position - other.position,
  );
  for (const { position } of byRemainder) {
    if (left === 0) break;
    parts[position] = (parts[position] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/**
 * What units `from` (exclusive) to `to` (inclusive) of a line cost, of an amount for all its units. Taking the
 * difference of running totals makes refunds of single units sum exactly to the line.
 */
export function shareOfUnits(amount: Minor, quantity: number, from: number, to: number): Minor {
  const upTo = (units: number): Minor => Math.round((amount * units) / quantity);
  return upTo(to) - upTo(from);
}

/**
 * The tax of an amount.
 * @param ratePercent 19 for 19 %
 * @param included whether the amount contains the tax, as prices in the European Union do
 */
export function taxOf(amount: Minor, ratePercent: number, included: boolean): Minor {
  return Math.round((amount * ratePercent) / (included ? 100 + ratePercent : 100));
}

/** `1234` as `12.34`. Every currency of the sandbox has two decimals. */
export function toDecimal(amount: Minor): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount as a person reads it, for sentences: `€12.34`. */
export function toMoneyText(amount: Minor, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount / 100);
}
