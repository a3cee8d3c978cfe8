import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { listActionPostings } from '#app/db/actions/action-postings.server.ts';
import { findAction, saveDecision, type StoredAction } from '#app/db/actions/actions.server.ts';
import { type Sql, TransactionConflict } from '#app/db/database.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { readLots, readLotsOfMembers, takeLotIds } from '#app/db/ledger/lots.server.ts';
import {
  type NewLot,
  type NewTransfer,
  postTransfers,
} from '#app/db/ledger/post-transfers.server.ts';
import { listRepaidDebts } from '#app/db/ledger/repaid-debts.server.ts';
import { listProgramVersions } from '#app/db/programs/programs.server.ts';
import type { ActionReceipt } from '#app/loyalty/receipts/action-receipt.ts';
import type { ShopId } from '#app/loyalty/ids.ts';
import { datesOfGift, type LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import type { Program } from '#app/loyalty/program/program.ts';
import { planSettlement } from '#app/loyalty/ledger/settle-order.ts';

import { keepActive } from '../ledger/keep-active.server.ts';
import { settleBehind } from '../settling/settle-behind.server.ts';
import type { SettlingShop } from '../settling/order-change.server.ts';
import { emptyLot } from './post-actions.server.ts';

/**
 * Takes back what an action has given (the ledger's law 8): what is unspent or has expired of it, then other points, and
 * what is left is owed or forgiven, as the version says that judged it; what had repaid a debt is owed again. Doing it
 * again changes nothing.
 * @param sql an open transaction that has locked the shop for judging
 * @param at when the reason for it happened
 * @returns whether something was taken back
 */
export async function takeBackAction(
  sql: Sql,
  shop: SettlingShop,
  action: Pick<StoredAction, 'id' | 'memberId'>,
  at: Date,
  now: Date,
): Promise<boolean> {
  await lockAccounts(sql, shop.id, [action.memberId]);
  // Anew, under the lock: it may have been taken back meanwhile.
  const current = await findAction(sql, shop.id, action.id);
  if (current?.state !== 'given') return false;
  if (current.memberId !== action.memberId) throw new TransactionConflict('a member was merged');
  const receipt: ActionReceipt = { ...current.receipt, points: 0, nothing: 'taken_back' };
  await postFall(sql, shop, current, receipt, { at, now });
  const { id } = current;
  await saveDecision(sql, shop.id, { id, state: 'taken_back', receipt, decidedBy: 'system' }, now);
  await settleBehind(sql, shop.id, [{ memberId: current.memberId, from: current.at }], now);
  await queueEffects(sql, shop.id, 'member-summary', [current.memberId], now);
  return true;
}

async function postFall(
  sql: Sql,
  shop: SettlingShop,
  { id, memberId, at: doneAt, receipt: before }: StoredAction,
  receipt: ActionReceipt,
  { at, now }: { readonly at: Date; readonly now: Date },
): Promise<void> {
  const version = await findVersion(sql, shop.id, before.programVersion);
  const [posting] = await listActionPostings(sql, shop.id, [id]);
  const [first, ...rest] = await readLotsOfMembers(sql, shop.id, posting?.lotIds ?? [], []);
  // Where all of it repaid a debt it has no lot of its own yet, and needs one that can owe.
  const newLots = first
    ? []
    : await openLot(
        sql,
        { id, memberId, openedAt: doneAt },
        datesOfGift(version.earning, Math.max(doneAt.getTime(), now.getTime()), shop.timezone),
      );
  const own = first ?? newLots.map(({ lotId }) => emptyLot(lotId))[0];
  if (!own) throw new Error('points are to be taken back from no lot');
  const ownIds = new Set([own, ...rest].map(({ lotId }) => lotId));
  const spending = [{ memberId, points: before.points }];
  const others = await readLots(sql, shop.id, {
    ...{ orders: [], spending, owing: [] },
    spendableAt: now,
  });
  const [repaid] = await listRepaidDebts(sql, shop.id, 'action', [id]);
  const legs = planSettlement(
    -before.points,
    { own: [own, ...rest], others: others.filter(({ lotId }) => !ownIds.has(lotId)) },
    {
      ...{ isMature: true, beyondBalance: version.refunds.beyondBalance },
      ...{ repaid: repaid?.points, spendableAt: now.getTime() },
    },
  );
  const transfers = legs.map(({ movement, ...moves }, index): NewTransfer => ({
    ...moves,
    memberId,
    causeKind: 'action',
    causeId: id,
    ordinal: 1,
    leg: index,
    corrects: posting?.transferId ?? null,
    receipt: { movement, because: receipt },
    occurredAt: at,
  }));
  await postTransfers(sql, shop.id, { transfers, newLots }, now);
  await keepActive(sql, shop.id, [memberId]);
}

async function openLot(
  sql: Sql,
  { id, memberId, openedAt }: { id: string; memberId: StoredAction['memberId']; openedAt: Date },
  dates: LotDates,
): Promise<NewLot[]> {
  const lotIds = await takeLotIds(sql, 1);
  return lotIds.map((lotId) => ({
    lotId,
    memberId,
    causeKind: 'action',
    causeId: id,
    openedAt,
    ...dates,
  }));
}

async function findVersion(sql: Sql, shopId: ShopId, version: number): Promise<Program> {
  const found = (await listProgramVersions(sql, shopId)).find((each) => each.version === version);
  if (!found) throw new Error('an action was judged by a version that does not exist');
  return found.program;
}
