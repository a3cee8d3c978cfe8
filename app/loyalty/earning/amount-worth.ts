import type { OrderRule } from '../program/earning-rules.ts';
import { minorDigits } from '../money.ts';
import { countable, divideExactly } from '../orders/worth.ts';

/** What a part of an order gave by its amount. */
export interface PartOfWorth {
  /** Whole points. */
  readonly points: number;
  /** What they would be without a limit. */
  readonly uncut: number;
}

/** What a minor unit at one per cent gives: a fraction of a point. */
interface Rate {
  readonly factor: bigint;
  readonly divisor: bigint;
  readonly rounding: OrderRule['rounding'];
}

/**
 * What an order is worth by its amount, part after part: what it earns anyway, then what each multiple adds. All of it is
 * one exact fraction that is rounded once: a part gives what the rounded sum grows by when it is added, so that the parts
 * are whole points and together the rounded whole.
 */
export class AmountWorth {
  private readonly rate: Rate;
  private sum: bigint;

  private constructor(rate: Rate, sum: bigint) {
    this.rate = rate;
    this.sum = sum;
  }

  /**
   * Of which nothing is added yet.
   * @param counted what counts of the whole order, minor units
   * @param tierPercent what the member's tier earns
   */
  static of(
    { earns, rounding }: Pick<OrderRule, 'earns' | 'rounding'>,
    counted: number,
    currency: string,
    tierPercent: number,
  ): AmountWorth {
    // Points for the order as such fall on what counts of it in proportion, so that a multiple of a part of it is one.
    const unit =
      earns.kind === 'per_amount'
        ? earns.amount * 10 ** minorDigits(currency)
        : Math.max(counted, 1);
    const factor = BigInt(earns.points) * BigInt(tierPercent);
    return new AmountWorth({ factor, divisor: BigInt(unit) * 10_000n, rounding }, 0n);
  }

  /** The same once more, for trying what parts would give. */
  copy(): AmountWorth {
    return new AmountWorth(this.rate, this.sum);
  }

  /**
   * Adds a part.
   * @param counted minor units
   * @param percent 100 for what is earned anyway, what is over that for a multiple
   * @param most points that it may give
   * @throws AmountError when it is more than can be counted with
   */
  add(counted: number, percent: number, most: number): PartOfWorth {
    const before = this.rounded(this.sum);
    const sum = this.sum + BigInt(counted) * BigInt(percent) * this.rate.factor;
    const uncut = countable(this.rounded(sum) - before);
    const points = Math.min(uncut, most);
    // What is cut off is no longer part of the fraction; the fraction of a point from before stays.
    this.sum = points === uncut ? sum : this.sum + BigInt(points) * this.rate.divisor;
    return { points, uncut };
  }

  private rounded(sum: bigint): bigint {
    return divideExactly(sum, this.rate.divisor, this.rate.rounding);
  }
}
