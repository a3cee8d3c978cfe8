import type { Value } from './store/value.ts';
import type { Order } from './store/order-types.ts';
import type { Table } from './world.ts';

/**
 * The first id lies just below 2^53, so that a catalogue has ids a JavaScript number holds and everything after it
 * has ids that would be rounded: whoever parses them as numbers is found out. Steps of seven leave the ids between
 * free for parts that the store does not number by itself.
 */
const FIRST_ID = 9_007_199_254_736_741n;
const STEP = 7n;

/**
 * A source of ids, each larger than the one before.
 * @param issued where the number of ids given out is kept
 */
export function createIds(issued: Value<number>): () => string {
  return () => {
    const count = issued.get() ?? 0;
    issued.put(count + 1);
    return (FIRST_ID + STEP * BigInt(count)).toString();
  };
}

/** First order number of a shop: `#1001`. */
const FIRST_ORDER_NUMBER = 1001;

/**
 * A source of order numbers that gives none twice, even where the newest order was deleted.
 * @param last where the last number given out is kept
 * @param orders those of a shop that did not keep it yet
 */
export function createOrderNumbers(
  last: Value<number>,
  orders: Pick<Table<Order>, 'all'>,
): () => number {
  const highest = (): number =>
    orders.all().reduce((most, { number }) => Math.max(most, number), FIRST_ORDER_NUMBER - 1);
  return () => {
    const number = (last.get() ?? highest()) + 1;
    last.put(number);
    return number;
  };
}
