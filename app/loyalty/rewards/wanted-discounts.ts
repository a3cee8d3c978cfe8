import type { Program } from '../program/program.ts';
import { type DiscountTerms, type TermsProblem, termsOf } from './discount-terms.ts';
import { offersOf } from './offer.ts';
import { type Validity, validityOf } from './validity.ts';

/** A native discount that must be there for what a program promises. */
export interface WantedDiscount extends Validity {
  readonly rewardKey: string;
  readonly terms: DiscountTerms;
}

/** What a program wants of Shopify's discounts, and which of its rewards cannot be had as such. */
export interface WantedDiscounts {
  readonly discounts: readonly WantedDiscount[];
  readonly problems: ReadonlyMap<string, TermsProblem>;
}

/**
 * The native discounts that a program's rewards need now, and those that they will need soon, when the next codes end
 * later: so their pools are full when the first member asks.
 * @param moments milliseconds since 1970: now, and how far ahead is looked
 */
export function wantedDiscounts(
  program: Pick<Program, 'rewards'>,
  currency: string,
  moments: readonly number[],
): WantedDiscounts {
  const discounts: WantedDiscount[] = [];
  const problems = new Map<string, TermsProblem>();
  for (const reward of program.rewards.filter(({ offered }) => offered !== 'no')) {
    const validities = new Map(
      moments.map((moment) => validityOf(reward.validDays, moment)).map((one) => [one.bucket, one]),
    );
    for (const offer of offersOf(reward)) {
      const terms = termsOf(reward, offer, currency);
      if (terms === null) continue;
      if (terms === 'unsupported_products') problems.set(reward.key, terms);
      else
        for (const one of validities.values())
          discounts.push({ rewardKey: reward.key, terms, ...one });
    }
  }
  return { discounts, problems };
}
