import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';
import type { HandMerge, HandOrder } from '#tests/support/rules-by-hand.ts';
import { orderFact, readOrder } from '#tests/support/orders.ts';

import { DAY_MS, type order, type Shape, START } from './rules-play.ts';

/** Each state of an order in turn; the last is the one that counts. */
export function readsOf(shape: Shape<typeof order>, id: string, customerId: string): ReadOrder[] {
  const placed = START + shape.day * DAY_MS + shape.hour * 3_600_000;
  return shape.states.map(({ stands, returned }, index) => {
    const refundedQuantity = Math.min(returned, shape.units);
    const price = shape.price * 100;
    return readOrder(
      orderFact({
        orderId: id,
        customerId,
        processedAt: new Date(placed).toISOString(),
        updatedAt: new Date(placed + index * 60_000).toISOString(),
        paid: stands,
        lines: [
          {
            gross: price * shape.units,
            quantity: shape.units,
            refunded: price * refundedQuantity,
            refundedQuantity,
          },
        ],
      }),
    );
  });
}

export function handOrderOf(shape: Shape<typeof order>, id: string, customer: string): HandOrder {
  const last = shape.states.at(-1);
  return {
    id,
    customer,
    at: START + shape.day * DAY_MS + shape.hour * 3_600_000,
    stands: last?.stands ?? false,
    price: shape.price,
    units: shape.units,
    returned: Math.min(last?.returned ?? 0, shape.units),
  };
}

/** What is placed after a merge is placed by whom both have become. */
export function buyerOf(
  { customer, day, hour }: Shape<typeof order>,
  merge: HandMerge | null,
): string {
  const at = START + day * DAY_MS + hour * 3_600_000;
  return customer === merge?.absorbed && at >= merge.at ? merge.kept : customer;
}
