import { historyMatters } from '../orders/history-matters.ts';
import type { Program, ProgramVersion } from '../program/program.ts';

import { asksForProducts, asksForSubscriptions, asksForTags, isOfProducts } from './asks-for.ts';

/** What a replay has to remember of orders, and to ask of what lies before them, for some versions of a program. */
export interface ReplayedTerms {
  /** What counts of an order's lines, how many units they have, and where it was sold. */
  readonly hasLines: boolean;
  /** What rules gave before, first orders, challenges. */
  readonly hasHistory: boolean;
  /** Whether points are lost by inactivity. */
  readonly hasIdleness: boolean;
}

/**
 * @throws RangeError where a version asks for single products or for what Shopify says of customers, which is not kept of
 * a million orders; `evaluableProgram` takes that out of a program
 */
export function replayedTerms(versions: readonly ProgramVersion[]): ReplayedTerms {
  const programs = versions.map(({ program }) => program);
  if (programs.some(asksForTraits)) throw new RangeError('a replay knows no products');
  return {
    hasLines: programs.some(
      ({ earning }) => earning.bonuses.length + earning.challenges.length > 0,
    ),
    hasHistory: programs.some(historyMatters),
    hasIdleness: programs.some(({ earning }) => earning.expiry.kind === 'after_inactivity'),
  };
}

function asksForTraits({ earning }: Program): boolean {
  const { order, bonuses, challenges } = earning;
  const conditioned = [...bonuses, ...challenges];
  return (
    asksForTags(order.members) ||
    conditioned.some(({ conditions }) => asksForTags(conditions.members)) ||
    conditioned.some(asksForSubscriptions) ||
    [order, ...bonuses].some(asksForProducts) ||
    challenges.some(isOfProducts)
  );
}
