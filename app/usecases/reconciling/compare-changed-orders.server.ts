import type { PositionAt } from '#app/db/checking/reconciliation-position.server.ts';
import { ORDERS_A_CALL } from '#app/shopify/orders/read-orders-api.server.ts';
import { readChangedOrders } from '#app/shopify/orders/read-changed-orders.server.ts';

import type { Comparison, Pages } from './reconciliation-page.server.ts';
import { completeAnsweredOrders } from '../settling/complete-answered-orders.server.ts';
import { settleComparedOrders } from './settle-compared-orders.server.ts';

const BEFORE_ALL = new Date(0);

/**
 * Orders that changed since the run before, the longest unchanged first: five a call, each page settled at once. What
 * changes while the pages are read moves behind them, and what changed after the run's end is the next run's.
 */
export async function* compareChangedOrders(
  { services, shop, run }: Comparison,
  { after: begin }: PositionAt<'orders'>,
): Pages {
  const { adminApi, database, clock } = services;
  const isInTime = (updatedAt: string) => Date.parse(updatedAt) <= run.until.getTime();
  let after = begin;
  do {
    const asked = { since: run.since ?? BEFORE_ALL, after, limit: ORDERS_A_CALL };
    const page = await readChangedOrders(adminApi, shop.domain, asked);
    if (!page.ok) return yield { kind: 'no_answer', failure: page.failure };
    const orders = page.data.orders.filter(({ fact }) => isInTime(fact.updatedAt));
    const asking = { adminApi, sql: database.pool, shop, now: clock.now() };
    const answered = await completeAnsweredOrders(asking, orders);
    if (!answered.ok) return yield { kind: 'no_answer', failure: answered.failure };
    after = orders.length < page.data.orders.length ? null : page.data.next;
    const { gone, ...complete } = answered.data;
    const read = { ...complete, unreadable: page.data.unreadable };
    yield {
      kind: 'page',
      next: after === null ? { step: 'customers', after: null } : { step: 'orders', after },
      settle: (sql, now) => settleComparedOrders(sql, shop, read, gone, now),
    };
  } while (after !== null);
}
