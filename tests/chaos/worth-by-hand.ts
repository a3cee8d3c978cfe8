import type { TrueLine, TrueOrderState, TrueProgram, TrueScope } from './history.ts';

/** What counts of an order, and how many units of it. */
export interface CountedByHand {
  /** Minor units. */
  readonly counted: bigint;
  /** Lines that count for something, with their units that were not returned. */
  readonly lines: readonly CountedLine[];
}

/** A line with its part of what counts of the order, in minor units. */
export interface CountedLine {
  readonly line: TrueLine;
  readonly units: number;
  readonly counted: bigint;
}

/** How many units there are of the lines that a rule speaks of. */
export function unitsOf({ lines }: CountedByHand, scope: TrueScope): number {
  return lines.reduce((sum, { line, units }) => sum + (isMeant(line, scope) ? units : 0), 0);
}

/** Whether a rule speaks of a line. */
export function isMeant(line: TrueLine, scope: TrueScope): boolean {
  if (scope === 'all') return true;
  if ('except' in scope) return !isMeant(line, { only: scope.except });
  const { vendors, types, tags, collections } = scope.only;
  return (
    vendors.includes(line.vendor) ||
    types.includes(line.type) ||
    line.tags.some((tag) => tags.includes(tag)) ||
    line.collections.some((id) => collections.includes(id))
  );
}

/** What counts of an order, whatever its place. */
export function countByHand(state: TrueOrderState, { earning }: TrueProgram): CountedByHand {
  const { counts } = earning.order;
  const whole = wholeByHand(state, counts);
  const counted = countedByHand(state, counts, whole);
  let [net, end] = [0n, 0n];
  const lines: CountedLine[] = [];
  for (const line of state.lines) {
    net += lineByHand(line, state, counts);
    const next = whole === 0n ? net : half(net * counted, whole);
    const units = Math.max(0, line.quantity - line.returned);
    if (next > end) lines.push({ line, units, counted: next - end });
    end = next;
  }
  return { counted, lines };
}

/** Points of an order by its amount, part after part: one fraction, which is rounded as it grows. */
export class PointsByAmount {
  private readonly rule: TrueProgram['earning']['order'];
  private readonly counted: bigint;
  private readonly tierPercent: bigint;
  private sum = 0n;

  constructor(rule: TrueProgram['earning']['order'], counted: bigint, tierPercent: number) {
    this.rule = rule;
    this.counted = counted;
    this.tierPercent = BigInt(tierPercent);
  }

  /**
   * Adds so many per cent of what a part of the order earns.
   * @param part minor units
   * @returns what that gives, cut off at `most`
   */
  add(part: bigint, percent: number, most: number): number {
    const { earns, rounding } = this.rule;
    const of =
      earns.kind === 'per_order' ? atLeast(1n, this.counted) : BigInt(earns.amount ?? 1) * 100n;
    const divisor = of * 10_000n;
    const more = part * BigInt(earns.points) * this.tierPercent * BigInt(percent);
    const before = rounded(this.sum, divisor, rounding);
    const uncut = Number(rounded(this.sum + more, divisor, rounding) - before);
    const given = Math.min(uncut, most);
    this.sum += given < uncut ? BigInt(given) * divisor : more;
    return given;
  }

  /** As it is now, to try what could be added. */
  copy(): PointsByAmount {
    const copied = new PointsByAmount(this.rule, this.counted, Number(this.tierPercent));
    copied.sum = this.sum;
    return copied;
  }
}

type Counts = TrueProgram['earning']['order']['counts'];

function wholeByHand(state: TrueOrderState, counts: Counts): bigint {
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
  return (
    goods +
    shipping +
    (counts.tips ? BigInt(state.tips) : 0n) +
    (counts.duties ? BigInt(state.duties) : 0n)
  );
}

function countedByHand(state: TrueOrderState, counts: Counts, whole: bigint): bigint {
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
