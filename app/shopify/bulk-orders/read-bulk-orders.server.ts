import { OrderId } from '#app/loyalty/ids.ts';
import type { ReadOrder } from '#app/loyalty/orders/order-fact.ts';

import type { AdminAnswer } from '../admin-api/admin-api.server.ts';
import { readBulkFile } from './bulk-file.server.ts';
import { type BulkOrder, createBulkOrderGrouping } from './bulk-order.server.ts';
import { fromGid } from '../admin-api/gid.server.ts';
import { isUncountable, readApiOrder } from '../orders/read-api-order.server.ts';
import { mayContainTips } from '../orders/read-order-lists.server.ts';

/** Some orders of a bulk query's result. */
export interface BulkOrders {
  readonly orders: readonly ReadOrder[];
  /** Orders that the file cannot give whole: those with refunds above all. They are read one by one. */
  readonly toReadWhole: readonly OrderId[];
}

/** Orders handed on at once: what one transaction settles comfortably. */
const BATCH_SIZE = 100;

/**
 * Reads the result of a bulk query from beginning to end, without keeping more of it than a batch.
 * @param url where the result lies
 * @returns batches in the order of the file; a failure is the last that comes
 */
export async function* readBulkOrders(url: string): AsyncGenerator<AdminAnswer<BulkOrders>, void> {
  const grouping = createBulkOrderGrouping();
  let batch: BulkOrder[] = [];
  for await (const line of readBulkFile(url)) {
    const finished = line.ok ? grouping.add(line.data) : line;
    if (!finished.ok) {
      if (batch.length > 0) yield readBatch(batch);
      yield finished;
      return;
    }
    if (finished.data) batch.push(finished.data);
    if (batch.length < BATCH_SIZE) continue;
    yield readBatch(batch);
    batch = [];
  }
  const last = grouping.end();
  if (last) batch.push(last);
  if (batch.length > 0) yield readBatch(batch);
}

function readBatch(batch: readonly BulkOrder[]): AdminAnswer<BulkOrders> {
  const orders: ReadOrder[] = [];
  const toReadWhole: OrderId[] = [];
  for (const order of batch) {
    const read = readIfWhole(order);
    if (read) orders.push(read);
    else toReadWhole.push(OrderId.parse(fromGid('Order', order.gid)));
  }
  return { ok: true, data: { orders, toReadWhole } };
}

function readIfWhole({ content }: BulkOrder): ReadOrder | undefined {
  if (!content) return undefined;
  const { head, lines, shippingLines } = content;
  if (head.refunds.length > 0 || mayContainTips(head, lines)) return undefined;
  try {
    return readApiOrder({
      head,
      lines,
      shippingLines,
      payments: head.transactions,
      fulfillments: head.fulfillments,
      refunds: [],
    });
  } catch (error) {
    // Whoever reads it alone says what is wrong with it.
    if (isUncountable(error)) return undefined;
    throw error;
  }
}
