import type { Minor } from '../store/scalars.ts';
import type { Collection } from '../store/product-types.ts';
import { type Applied, applyTogether, type Candidate } from './apply.ts';
import { type Basket, sum } from './basket.ts';
import { classOf, combine } from './classes.ts';

/**
 * "a maximum of 5 product or order discount codes and 1 shipping discount code on a single order":
 * https://help.shopify.com/manual/discounts/combining-discounts/discount-combinations
 */
const CODES_MAX = 5;

/** More of them at once than anybody has seen in a shop; each one more doubles the work. */
const CANDIDATES_MAX = 12;

function savingOf(applied: readonly Applied[]): Minor {
  return sum(applied.map(({ lines, shipping }) => shipping + sum(lines)));
}

function mayJoin(chosen: readonly Candidate[], candidate: Candidate): boolean {
  const codes = chosen.filter(
    ({ code, discount }) => code !== null && classOf(discount) !== 'shipping',
  );
  const isOneMore = candidate.code !== null && classOf(candidate.discount) !== 'shipping';
  return (
    !(isOneMore && codes.length >= CODES_MAX) &&
    chosen.every(
      ({ discount }) =>
        discount.id !== candidate.discount.id && combine(discount, candidate.discount),
    )
  );
}

/** All ways to use some of the candidates together; those that use the first ones come first. */
function* combinations(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[] = [],
): Generator<readonly Candidate[]> {
  const [first, ...rest] = candidates;
  if (!first) {
    yield chosen;
    return;
  }
  if (mayJoin(chosen, first)) yield* combinations(rest, [...chosen, first]);
  yield* combinations(rest, chosen);
}

/**
 * The discounts that a basket gets: those that save the most among those that may be combined. Where two ways save
 * the same, codes go before automatic discounts.
 * https://help.shopify.com/manual/discounts/combining-discounts
 */
export function chooseBest(
  candidates: readonly Candidate[],
  basket: Basket,
  collections: readonly Collection[],
): readonly Applied[] {
  const alone = candidates
    .map((candidate) => applyTogether([candidate], basket, collections) ?? [])
    .filter((applied) => applied.length > 0);
  const useful = alone
    .toSorted((one, other) => savingOf(other) - savingOf(one))
    .slice(0, CANDIDATES_MAX)
    .flat();
  const inOrder = candidates.filter((one) =>
    useful.some(({ discount, code }) => discount === one.discount && code === one.code),
  );
  let best: readonly Applied[] = [];
  for (const combination of combinations(inOrder)) {
    const applied = applyTogether(combination, basket, collections);
    if (applied && savingOf(applied) > savingOf(best)) best = applied;
  }
  return best;
}
