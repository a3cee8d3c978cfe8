import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import { readBulkProgress, startBulkOrders } from '#app/shopify/bulk-orders/bulk-orders.server.ts';
import {
  type BulkOrders,
  readBulkOrders,
} from '#app/shopify/bulk-orders/read-bulk-orders.server.ts';
import {
  type CountableOrders,
  readOrdersByIds,
} from '#app/shopify/orders/read-countable-orders.server.ts';
import { ORDERS_A_CALL } from '#app/shopify/orders/read-orders-api.server.ts';

import {
  onward,
  type Comparison,
  type NextPart,
  type Pages,
} from './reconciliation-page.server.ts';
import { completeAnsweredOrders } from '../settling/complete-answered-orders.server.ts';
import { settleComparedOrders } from './settle-compared-orders.server.ts';

/** How often Shopify is asked to write the file before that is given up. */
const STARTS_MAX = 3;

/** How often it is asked how far it has come. */
const POLL_MS = 5_000;

type AtFile = PositionAt<'file'>;

/**
 * All orders, from a file that Shopify writes: begun once, waited for without keeping anybody busy, and read from where
 * the run before this stopped. What the file cannot give whole is asked for, five orders a call.
 */
export async function* compareOrderFile(comparison: Comparison, at: AtFile): Pages {
  const { services, shop } = comparison;
  if (at.operationId === null) {
    const started = await startBulkOrders(services.adminApi, shop.domain);
    if (!started.ok) return yield { kind: 'no_answer', failure: started.failure };
    const { starts } = at;
    return yield onward({ ...at, operationId: started.data, starts: starts + 1, handled: 0 });
  }
  const progress = await readBulkProgress(services.adminApi, shop.domain, at.operationId);
  if (!progress.ok) return yield { kind: 'no_answer', failure: progress.failure };
  switch (progress.data.kind) {
    case 'running':
      return yield { kind: 'wait', afterMs: POLL_MS, ordersExpected: progress.data.ordersFound };
    case 'failed':
      services.logger.warn({ shop: shop.domain, reason: progress.data.reason }, 'no bulk result');
      return yield beginAnew(at);
    case 'finished':
      if (progress.data.url !== null) yield* compareFile(comparison, at, progress.data.url);
      else yield onward({ step: 'customers', after: null });
  }
}

function beginAnew(at: AtFile): NextPart {
  if (at.starts >= STARTS_MAX) return { kind: 'no_file' };
  return onward({ ...at, operationId: null, handled: 0 });
}

async function* compareFile(comparison: Comparison, at: AtFile, url: string): Pages {
  let passed = 0;
  for await (const batch of readBulkOrders(url)) {
    // Whoever is refused comes too late: the file lies there for seven days.
    if (!batch.ok && batch.failure.kind === 'refused') return yield beginAnew(at);
    if (!batch.ok) return yield { kind: 'no_answer', failure: batch.failure };
    for (const part of partsOf(batch.data)) {
      passed += part.orders.length + part.toReadWhole.length;
      if (passed <= at.handled) continue;
      const page = await pageOf(comparison, { ...at, handled: passed }, part);
      yield page;
      if (page.kind !== 'page') return;
    }
  }
  yield onward({ step: 'customers', after: null });
}

/** What is settled together: the orders of a batch, and of the others as many as one call reads. */
function partsOf({ orders, toReadWhole }: BulkOrders): BulkOrders[] {
  const parts: BulkOrders[] = orders.length > 0 ? [{ orders, toReadWhole: [] }] : [];
  for (let start = 0; start < toReadWhole.length; start += ORDERS_A_CALL) {
    parts.push({ orders: [], toReadWhole: toReadWhole.slice(start, start + ORDERS_A_CALL) });
  }
  return parts;
}

async function pageOf(
  { services, shop }: Comparison,
  next: AtFile,
  part: BulkOrders,
): Promise<NextPart> {
  const { adminApi, database, clock } = services;
  const whole = await readOrdersByIds(adminApi, shop.domain, part.toReadWhole);
  if (!whole.ok) return { kind: 'no_answer', failure: whole.failure };
  const asking = { adminApi, sql: database.pool, shop, now: clock.now() };
  const answered = await completeAnsweredOrders(asking, [...part.orders, ...whole.data.orders]);
  if (!answered.ok) return { kind: 'no_answer', failure: answered.failure };
  const { gone, orders } = answered.data;
  const read: CountableOrders = { orders, unreadable: whole.data.unreadable };
  return {
    kind: 'page',
    next,
    settle: (sql, now) => settleComparedOrders(sql, shop, read, gone, now),
  };
}
