import type { Sql } from '#app/db/database.server.ts';
import { lockOrders, type StoredOrder } from '#app/db/orders/orders.server.ts';
import { type Before, NOTHING_BEFORE } from '#app/loyalty/history/before.ts';
import { needsHistory } from '#app/loyalty/orders/history-dependence.ts';
import type { OrderId } from '#app/loyalty/ids.ts';
import { judgeOrder } from '#app/loyalty/earning/judge-order.ts';

import type { Judge, Judged } from './judged.server.ts';
import { loadMemberHistories, type Disturbance } from './member-histories.server.ts';
import type { OrderChange, SettlingContext } from './order-change.server.ts';

import { walkMember } from './walk-member.server.ts';

/** How many of a member's orders are loaded to be judged again, at first, and how many times as many in the next round. */
const FIRST_LOADED = 10;
const LOADED_GROWTH = 4;

/**
 * Judges changed orders, each in its place among its member's facts (the ledger's law 4). Where a judgement depends on
 * what lies before, the orders behind them are judged again; a new order that is the last of its member's costs a few
 * short look-ups, and nothing at all where each is judged alone.
 * @param disturbed members of whom something else has changed than their orders, and since when
 */
export async function judgeChanges(
  sql: Sql,
  context: SettlingContext,
  changes: readonly OrderChange[],
  disturbed: readonly Disturbance[] = [],
): Promise<Judged[]> {
  const judge: Judge = (change, before) => judgeOne(context, change, before);
  if (!needsHistory(context.versions))
    return changes.map((change) => judge(change, NOTHING_BEFORE));
  const withoutMember = changes.filter((change) => change.memberId === null);
  const histories = await loadMemberHistories(sql, context, changes, disturbed);
  const again = new Map<OrderId, StoredOrder>();
  for (let most = FIRST_LOADED; ; most *= LOADED_GROWTH) {
    const walks = histories.map((history) => walkMember(context.versions, history, again, judge));
    const missing = walks.flatMap(({ missing: all }, index) =>
      histories[index]?.disturbedFrom === Infinity ? all.slice(0, most) : all,
    );
    if (missing.length === 0) {
      const alone = withoutMember.map((change) => judge(change, NOTHING_BEFORE));
      return [...alone, ...walks.flatMap((walk) => walk.judged)];
    }
    // What they are judged from is read only now that it is needed. What the first come to says which others are.
    for (const [orderId, stored] of await lockOrders(sql, context.shop.id, missing)) {
      again.set(orderId, stored);
    }
  }
}

function judgeOne(
  { versions, shop }: SettlingContext,
  change: OrderChange,
  before: Before,
): Judged {
  const { receipt, share } = judgeOrder(change.fact, versions, shop, {
    before,
    traits: change.traits,
    claimedAt: change.claimedAt,
    chargedBack: change.chargedBack,
    hasMember: change.memberId !== null,
  });
  const pointsBefore = change.stored.settledPoints;
  return { change, receipt: { ...receipt, pointsBefore }, share };
}
