import type { LockedAccount } from '#app/db/accounts.server.ts';
import { changeLotDates } from '#app/db/lots.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/effects.server.ts';
import { keepGuestContacts } from '#app/db/guest-orders.server.ts';
import {
  insertOrders,
  type SettledOrder,
  type StoredOrder,
  updateOrders,
} from '#app/db/orders.server.ts';
import { postTransfers } from '#app/db/post-transfers.server.ts';
import type { CustomerId, MemberId } from '#app/loyalty/ids.ts';
import type { OrderFact } from '#app/loyalty/order-fact.ts';
import type { ProgramVersion } from '#app/loyalty/program.ts';

import { judgeChanges, type Judged } from './judge-changes.server.ts';
import { planTransfers } from './plan-transfers.server.ts';
import type { SettlingShop } from './settle-orders.server.ts';

/** What an order is to be from now on: its newest state, who earns for it and in whose context it is judged. */
export interface OrderChange {
  readonly fact: OrderFact;
  readonly contentHash: string;
  readonly stored: StoredOrder;
  readonly memberId: MemberId | null;
  readonly claimedAt: string | null;
  readonly track: CustomerId | null;
  readonly trackKnownAt: string;
  readonly chargedBack: boolean;
  /** By what it can be claimed as long as nobody earns for it. */
  readonly contactHashes: readonly string[];
}

/** In what orders are settled. */
export interface SettlingContext {
  readonly shop: SettlingShop;
  readonly versions: readonly ProgramVersion[];
  /** Of every member concerned, locked by this transaction. */
  readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
  readonly now: Date;
}

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
  const isKnown = (_: unknown, index: number) => judged[index]?.change.stored.fact != null;
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
    trackKnownAt: change.trackKnownAt,
    claimedAt: change.claimedAt,
    claimedBy: change.fact.customerId === null ? memberId : null,
    chargedBack: change.chargedBack,
  };
}

/** Where an order stands in its member's chain: when it was placed, or claimed. Milliseconds since 1970. */
export function chainAtOf({ fact, claimedAt }: Pick<OrderChange, 'fact' | 'claimedAt'>): number {
  return Date.parse(claimedAt ?? fact.processedAt);
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
