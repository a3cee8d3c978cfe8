import type { Counted } from '../orders/count-order.ts';
import { proportion } from '../money.ts';
import type { OrderFactLine } from '../orders/order-fact.ts';

/** A line of an order as far as it counts. */
export interface WeighedLine {
  readonly lineId: string;
  readonly productId: string | null;
  /** Minor units, less its share of what was refunded without lines and of gift cards. */
  readonly counted: number;
  /** Units that were not returned; none where nothing of the line counts. */
  readonly units: number;
}

/**
 * What each line of an order counts for. The shares of refunds without lines and of gift cards fall on the lines, and on
 * what else counts, in proportion (the ledger's law 9): each line ends where its part of the whole ends, so that all
 * together are what counts of the order, to the cent.
 * @param lines of the fact, in the order of the counted ones
 */
export function weighLines(
  lines: readonly Pick<OrderFactLine, 'productId' | 'quantity' | 'refundedQuantity'>[],
  count: Counted,
): WeighedLine[] {
  const whole = count.counted + count.shareOfRefund + count.shareOfGiftCard;
  const isWhole = whole === count.counted;
  let net = 0;
  let before = 0;
  return count.lines.map((line, index) => {
    net += line.net;
    const end = isWhole || whole === 0 ? net : proportion(net, count.counted, whole);
    const counted = end - before;
    before = end;
    const { productId = null, quantity = 0, refundedQuantity = 0 } = lines[index] ?? {};
    const units = counted > 0 ? Math.max(0, quantity - refundedQuantity) : 0;
    return { lineId: line.lineId, productId, counted, units };
  });
}
