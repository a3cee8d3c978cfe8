import type { LockedAccount } from '#app/db/ledger/accounts.server.ts';
import type { Sql } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { type OwnedLot, readLots, takeLotIds } from '#app/db/ledger/lots.server.ts';
import {
  type NewLot,
  type NewTransfer,
  postTransfers,
} from '#app/db/ledger/post-transfers.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { LotId, MemberId } from '#app/loyalty/ids.ts';
import { refuseUncountable } from '#app/loyalty/ledger/move-holdings.ts';
import type { ProgramVersion } from '#app/loyalty/program/program.ts';
import { datesOfGift } from '#app/loyalty/ledger/lot-dates.ts';
import { type LotState, planSettlement } from '#app/loyalty/ledger/settle-order.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';

/** An action whose points are to be given. */
export interface GivenAction {
  readonly id: string;
  readonly memberId: MemberId;
  readonly at: Date;
  readonly receipt: ActionReceipt;
}

/** In what actions are given. */
export interface GivingContext {
  readonly shop: Pick<SettlingShop, 'id' | 'timezone'>;
  readonly versions: readonly ProgramVersion[];
  /** Of every member concerned, locked by this transaction. */
  readonly accounts: ReadonlyMap<MemberId, LockedAccount>;
  readonly now: Date;
}

/**
 * Posts the points of actions. Debt is repaid first; the rest opens a lot that can be spent at once and expires as the
 * version says that judged the action. A batch of any size is a handful of statements.
 * @throws AmountError when a member would have more points than can be counted with
 */
export async function postActions(
  sql: Sql,
  context: GivingContext,
  given: readonly GivenAction[],
): Promise<void> {
  if (given.length === 0) return;
  const { shop, now } = context;
  refuseTooMany(context, given);
  const lotIds = await takeLotIds(sql, given.length);
  const debts = await listDebts(sql, context, given);
  const newLots: NewLot[] = [];
  const transfers = given.flatMap((action, index): NewTransfer[] => {
    const lotId = lotIds[index];
    if (lotId === undefined) throw new Error('no id was given for a lot');
    newLots.push(lotOf(action, lotId, context));
    return transfersOf(action, emptyLot(lotId), debts.get(action.memberId) ?? [], now);
  });
  await postTransfers(sql, shop.id, { transfers, newLots }, now);
  const memberIds = [...new Set(given.map(({ memberId }) => memberId))];
  await keepActive(sql, shop.id, memberIds);
  await queueEffects(sql, shop.id, 'member-summary', memberIds, now);
}

function refuseTooMany({ accounts }: GivingContext, given: readonly GivenAction[]): void {
  for (const [memberId, own] of Map.groupBy(given, (each) => each.memberId)) {
    const rises = own.map(({ receipt }) => ({ available: receipt.points }));
    refuseUncountable(accounts.get(memberId) ?? {}, ...rises);
  }
}

async function listDebts(
  sql: Sql,
  { shop, accounts }: GivingContext,
  given: readonly GivenAction[],
): Promise<Map<MemberId, OwnedLot[]>> {
  const owing = [...new Set(given.map(({ memberId }) => memberId))].filter(
    (memberId) => (accounts.get(memberId)?.owed ?? 0) > 0,
  );
  if (owing.length === 0) return new Map();
  const lots = await readLots(sql, shop.id, { orders: [], spending: [], owing });
  return Map.groupBy(lots, (lot) => lot.ownerId);
}

function lotOf({ id, memberId, at, receipt }: GivenAction, lotId: LotId, context: GivingContext) {
  const { versions, shop, now } = context;
  const version = versions.find((each) => each.version === receipt.programVersion);
  if (!version) throw new Error('an action was judged by a version that does not exist');
  // There is nothing that could be returned, and waiting for staff takes nothing from anybody.
  const spendableAt = Math.max(at.getTime(), now.getTime());
  const dates = datesOfGift(version.program.earning, spendableAt, shop.timezone);
  return { lotId, memberId, causeKind: 'action', causeId: id, openedAt: at, ...dates } as const;
}

/** A lot of which nothing has been said yet. */
export function emptyLot(lotId: LotId): LotState {
  return { lotId, pending: 0, remaining: 0, expired: 0, owed: 0, forgiven: 0, expiresAt: null };
}

function transfersOf(
  { id, memberId, at, receipt }: GivenAction,
  lot: LotState,
  debts: readonly LotState[],
  now: Date,
): NewTransfer[] {
  const terms = { isMature: true, beyondBalance: 'owed' } as const;
  return planSettlement(receipt.points, { own: [lot], others: debts }, terms).map(
    ({ movement, ...moves }, index) => ({
      ...moves,
      memberId,
      causeKind: 'action',
      causeId: id,
      ordinal: 0,
      leg: index,
      corrects: null,
      receipt: { movement, because: receipt },
      occurredAt: at < now ? at : now,
    }),
  );
}
