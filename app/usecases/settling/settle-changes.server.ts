import { changeLotDates } from '#app/db/ledger/lots.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { keepGuestContacts } from '#app/db/orders/guest-orders.server.ts';
import { insertOrders, type SettledOrder, updateOrders } from '#app/db/orders/orders.server.ts';
import { noteOrdersWithCodes } from '#app/db/redemptions/redemption-orders.server.ts';
import { postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import { askForTending } from '#app/db/redemptions/reward-tendings.server.ts';
import { keepShare } from '#app/loyalty/history/kept-mark.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import { judgeChanges } from './judge-changes.server.ts';
import type { Judged } from './judged.server.ts';
import type { Disturbance } from './member-histories.server.ts';
import { planTransfers } from './plan-transfers.server.ts';
import {
  chainAtOf,
  type OrderChange,
  type SettlingContext,
  type SettlingShop,
} from './order-change.server.ts';

/**
 * Judges changed orders, and those behind them that are worth something else now, writes them down and posts the
 * differences.
 * @param disturbed members of whom something else has changed than their orders, and since when
 * @returns how many transfers were posted
 */
export async function settleChanges(
  sql: Sql,
  context: SettlingContext,
  changes: readonly OrderChange[],
  disturbed: readonly Disturbance[] = [],
): Promise<number> {
  if (changes.length + disturbed.length === 0) return 0;
  const { shop, now } = context;
  const judged = await judgeChanges(sql, context, changes, disturbed);
  if (judged.length === 0) return 0;
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
  await noteUsedCodes(sql, shop.id, changes);
  const plan = await planTransfers(sql, context, judged);
  await changeLotDates(sql, shop.id, plan.newDates);
  await postTransfers(sql, shop.id, plan, now);
  const touched = judged.flatMap(({ change }) => [change.memberId, change.stored.memberId]);
  const memberIds = [...new Set(touched.filter((id) => id !== null))];
  await keepActive(sql, shop.id, memberIds);
  await queueEffects(sql, shop.id, 'member-summary', memberIds, now);
  return plan.transfers.length;
}

function settledOrder({ change, receipt, share }: Judged): SettledOrder {
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
    traits: change.traits,
    mark: keepShare(share),
  };
}

/** Tells the job that looks after rewards which orders were placed with codes: their members' points are not locked here. */
async function noteUsedCodes(
  sql: Sql,
  shopId: SettlingShop['id'],
  changes: readonly OrderChange[],
): Promise<void> {
  const uses = changes.flatMap(({ fact: { orderId, discountCodes } }) =>
    discountCodes.map((code) => ({ code, orderId })),
  );
  if ((await noteOrdersWithCodes(sql, shopId, uses)) > 0) await askForTending(sql, shopId);
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
