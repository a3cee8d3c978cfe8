import { changeLotDates } from '#app/db/lots.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { keepGuestContacts } from '#app/db/guest-orders.server.ts';
import { insertOrders, type SettledOrder, updateOrders } from '#app/db/orders.server.ts';
import { postTransfers } from '#app/db/post-transfers.server.ts';

import { judgeChanges, type Judged } from './judge-changes.server.ts';
import { planTransfers } from './plan-transfers.server.ts';
import {
  chainAtOf,
  type OrderChange,
  type SettlingContext,
  type SettlingShop,
} from './order-change.server.ts';

/**
 * Judges changed orders, and those behind them whose place in the chain is worth something else now, writes them down
 * and posts the differences.
 * @returns how many transfers were posted
 */
export async function settleChanges(
  sql: Sql,
  context: SettlingContext,
  changes: readonly OrderChange[],
): Promise<number> {
  if (changes.length === 0) return 0;
  const { shop, now } = context;
  const judged = await judgeChanges(sql, context, changes);
  // Before anything is posted: should another transaction have come to know one of them, this one begins anew.
  const settled = judged.map(settledOrder);
  const isKnown = (_: unknown, index: number) =>
    (judged[index]?.change.stored.fact ?? null) !== null;
  await insertOrders(
    sql,
    shop.id,
    settled.filter((order, index) => !isKnown(order, index)),
  );
  await updateOrders(sql, shop.id, settled.filter(isKnown));
  await noteContacts(sql, shop, changes);
  const plan = await planTransfers(sql, context, judged);
  await changeLotDates(sql, shop.id, plan.newDates);
  await postTransfers(sql, shop.id, plan, now);
  const touched = judged.flatMap(({ change }) => [change.memberId, change.stored.memberId]);
  const memberIds = [...new Set(touched.filter((id) => id !== null))];
  await queueEffects(sql, shop.id, 'member-summary', memberIds, now);
  return plan.transfers.length;
}

function settledOrder({ change, receipt }: Judged): SettledOrder {
  const { fact, stored, memberId } = change;
  const settledPoints = memberId === null ? 0 : receipt.points;
  const posts = settledPoints !== stored.settledPoints || memberId !== stored.memberId;
  return {
    fact,
    contentHash: change.contentHash,
    memberId,
    receipt,
    settledPoints,
    nextOrdinal: stored.nextOrdinal + (posts ? 1 : 0),
    chainAt: chainAtOf(change),
    track: change.track,
    named: change.named,
    claimedAt: change.claimedAt,
    claimedBy: change.fact.customerId === null ? memberId : null,
    chargedBack: change.chargedBack,
  };
}

async function noteContacts(
  sql: Sql,
  shop: SettlingShop,
  changes: readonly OrderChange[],
): Promise<void> {
  const contacts = changes.flatMap(({ fact, contactHashes }) =>
    contactHashes.map((contactHash) => ({
      contactHash,
      orderId: fact.orderId,
      processedAt: new Date(fact.processedAt),
    })),
  );
  await keepGuestContacts(sql, shop.id, contacts);
}
