import { lockAccounts } from '#app/db/ledger/accounts.server.ts';
import { inTransaction, type Sql } from '#app/db/database.server.ts';
import {
  type LotEvent,
  listDueLots,
  listMembersWithDueLots,
} from '#app/db/ledger/due-lots.server.ts';
import { queueEffects } from '#app/db/queue/effects.server.ts';
import { askForJob } from '#app/db/queue/jobs.server.ts';
import { type OwnedLot, readLotsOfMembers } from '#app/db/ledger/lots.server.ts';
import { type NewTransfer, postTransfers } from '#app/db/ledger/post-transfers.server.ts';
import type { MemberId, ShopId } from '#app/loyalty/ids.ts';
import { type HoldingLeg, planSetOff } from '#app/loyalty/ledger/move-holdings.ts';
import type { LotReceipt } from '#app/loyalty/receipts/transfer-receipt.ts';

import type { Services } from '../services.server.ts';

/** Lots looked at for one transaction; each member's are done together. */
const BATCH_SIZE = 500;

/**
 * Carries out what lots' dates say: points that have matured can be spent, after what the member owes was set off
 * against them, and points that have expired are gone. Doing it again, or late, ends in the same.
 * @param signal that the process is to end: what is left then is another job's
 * @returns how many lots were changed
 */
export async function ageLots(
  services: Pick<Services, 'database' | 'clock'>,
  shopId: ShopId,
  signal?: AbortSignal,
): Promise<number> {
  const { database, clock } = services;
  let total = 0;
  for (const event of ['maturity', 'expiry'] as const) {
    for (;;) {
      const now = clock.now();
      const due = await listMembersWithDueLots(database.pool, shopId, event, now, BATCH_SIZE);
      if (due.length === 0) break;
      total += await inTransaction(database, (sql) => ageLotsOf(sql, shopId, event, due, now));
      if (signal?.aborted) {
        await askForJob(database.pool, { task: 'age-lots', queue: 'lots', shopId, afterMs: 0 });
        return total;
      }
    }
  }
  return total;
}

/** Carries out what is due of these members' lots, in an open transaction. @returns how many lots were changed */
export async function ageLotsOf(
  sql: Sql,
  shopId: ShopId,
  event: LotEvent,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<number> {
  await lockAccounts(sql, shopId, memberIds);
  const dueIds = await listDueLots(sql, shopId, event, memberIds, now);
  if (dueIds.size === 0) return 0;
  const lots = await readLotsOfMembers(
    sql,
    shopId,
    [...dueIds],
    event === 'maturity' ? memberIds : [],
  );
  const due = lots.filter((lot) => dueIds.has(lot.lotId));
  const transfers =
    event === 'expiry'
      ? due.flatMap((lot) =>
          transfersOf(lot, [expiryOf(lot)], 'expiry', lot.expiresAt ?? now.getTime()),
        )
      : [...Map.groupBy(lots, (lot) => lot.ownerId).values()].flatMap((own) =>
          mature(own, dueIds, now),
        );
  await postTransfers(sql, shopId, { transfers, newLots: [] }, now);
  await queueEffects(sql, shopId, 'member-summary', memberIds, now);
  return due.length;
}

function expiryOf(lot: OwnedLot): HoldingLeg {
  return {
    source: 'available',
    destination: 'expired',
    amount: lot.remaining,
    lotId: lot.lotId,
    movement: 'expired',
  };
}

/** A member's due lots mature one after the other; her debts take from each first. */
function mature(lots: readonly OwnedLot[], dueIds: ReadonlySet<string>, now: Date): NewTransfer[] {
  const debts = lots.filter((lot) => lot.owed > 0);
  return lots
    .filter((lot) => dueIds.has(lot.lotId))
    .flatMap((lot) => {
      const setOff = planSetOff(debts, [lot], 'pending');
      const matured: HoldingLeg = {
        source: 'pending',
        destination: 'available',
        amount: lot.pending,
        lotId: lot.lotId,
        movement: 'matured',
      };
      return transfersOf(lot, [...setOff, matured], 'maturity', lot.maturesAt ?? now.getTime());
    });
}

function transfersOf(
  lot: OwnedLot,
  legs: readonly HoldingLeg[],
  kind: LotReceipt['kind'],
  due: number,
): NewTransfer[] {
  const at = new Date(due);
  const because: LotReceipt = {
    kind,
    openedBy: { kind: lot.causeKind, id: lot.causeId },
    due: at.toISOString(),
  };
  return legs
    .filter((leg) => leg.amount > 0)
    .map(({ movement, ...moves }, index) => ({
      ...moves,
      memberId: lot.ownerId,
      causeKind: 'lot',
      causeId: lot.lotId,
      ordinal: lot.nextOrdinal,
      leg: index,
      corrects: null,
      receipt: { movement, because },
      occurredAt: at,
    }));
}
