import type { TrueLine, TrueOrderState, TrueProgram } from './history.ts';

/**
 * What an order is worth in points, in exact fractions.
 * @param earnedBefore by the member before it
 */
export function worthByHand(
  state: TrueOrderState,
  program: TrueProgram,
  earnedBefore: bigint,
): bigint {
  const rule = program.earning.order;
  const counted = countedByHand(state, rule.counts);
  if (counted < BigInt(rule.minimum)) return 0n;
  const tier = program.tiers.filter(({ from }) => BigInt(from) <= earnedBefore).at(-1);
  const percent = BigInt(tier?.earningPercent ?? 100);
  const { earns } = rule;
  if (earns.kind === 'per_order') {
    return counted > 0n ? rounded(BigInt(earns.points) * percent, 100n, rule.rounding) : 0n;
  }
  const cents = BigInt(earns.amount ?? 1) * 100n;
  return rounded(counted * BigInt(earns.points) * percent, cents * 100n, rule.rounding);
}

type Counts = TrueProgram['earning']['order']['counts'];

function countedByHand(state: TrueOrderState, counts: Counts): bigint {
  const goods = state.lines.reduce((sum, line) => sum + lineByHand(line, state, counts), 0n);
  const shipping = counts.shipping
    ? withTax(
        BigInt(state.shipping),
        BigInt(state.shipping),
        BigInt(state.shippingTax),
        state,
        counts,
      )
    : 0n;
  const whole =
    goods +
    shipping +
    (counts.tips ? BigInt(state.tips) : 0n) +
    (counts.duties ? BigInt(state.duties) : 0n);
  const byAmount = atLeast(0n, BigInt(state.refundedByAmount));
  const cost = atLeast(1n, atLeast(byAmount, BigInt(state.cost)));
  const left = whole - atMost(whole, half(whole * byAmount, cost));
  const cards = counts.giftCards === 'when_bought' ? atLeast(0n, BigInt(state.paidByGiftCard)) : 0n;
  const paid = atLeast(1n, atLeast(cards, cost - byAmount));
  return left - atMost(left, half(left * cards, paid));
}

function lineByHand(line: TrueLine, state: TrueOrderState, counts: Counts): bigint {
  if (line.giftCard && counts.giftCards === 'when_used') return 0n;
  const price = atLeast(0n, BigInt(line.price) * BigInt(line.quantity) - BigInt(line.discount));
  const left = atLeast(0n, price - BigInt(line.refunded));
  return withTax(left, price, BigInt(line.tax), state, counts);
}

function withTax(
  left: bigint,
  price: bigint,
  tax: bigint,
  { taxesIncluded }: TrueOrderState,
  counts: Counts,
): bigint {
  const share = price === 0n ? 0n : half(left * tax, price);
  if (counts.tax === 'included' && !taxesIncluded) return left + share;
  if (counts.tax === 'excluded' && taxesIncluded) return left - atMost(left, share);
  return left;
}

/** A fraction rounded half up. */
function half(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

function rounded(numerator: bigint, denominator: bigint, rounding: string): bigint {
  if (rounding === 'up') return (numerator + denominator - 1n) / denominator;
  if (rounding === 'nearest') return half(numerator, denominator);
  return numerator / denominator;
}

function atLeast(least: bigint, value: bigint): bigint {
  return value > least ? value : least;
}

function atMost(most: bigint, value: bigint): bigint {
  return value < most ? value : most;
}
