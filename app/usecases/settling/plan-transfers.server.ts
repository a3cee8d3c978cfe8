import type { Sql } from '#app/db/database.server.ts';
import { type OwnedLot, readLots } from '#app/db/ledger/lots.server.ts';
import {
  listFirstEarnings,
  type NewTransfer,
  type Posting,
} from '#app/db/ledger/post-transfers.server.ts';
import { listRepaidDebts, type RepaidDebt } from '#app/db/ledger/repaid-debts.server.ts';
import type { LotId, OrderId } from '#app/loyalty/ids.ts';
import { datesOfLot, type LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import { refuseUncountable } from '#app/loyalty/ledger/move-holdings.ts';
import { type Leg, planSettlement } from '#app/loyalty/ledger/settle-order.ts';

import type { Judged } from './judged.server.ts';
import type { SettlingContext } from './order-change.server.ts';
import { type Difference, differencesOf, orderIdOf, programOf } from './differences.server.ts';
import { MembersLots } from './members-lots.server.ts';

/** What is to be posted, and which lots have other dates from now on. */
export interface SettlingPlan extends Posting {
  readonly newDates: readonly ({ readonly lotId: LotId } & LotDates)[];
}

/**
 * Turns judgements into transfers, in the order given, each planned on top of those before it.
 * @param context with the accounts of every member concerned, locked by this transaction
 * @throws AmountError when a member would have more points than can be counted with
 */
export async function planTransfers(
  sql: Sql,
  context: SettlingContext,
  judged: readonly Judged[],
): Promise<SettlingPlan> {
  const { shop, accounts, now } = context;
  const differences = judged.flatMap((each) => differencesOf(each, context));
  const redatable = judged.filter((each) => each.change.stored.fact && each.change.memberId);
  if (differences.length === 0 && redatable.length === 0) return EMPTY;
  refuseTooMany(differences, accounts);
  const falling = differences.filter((each) => each.points < 0);
  const owing = differences.filter((each) => (accounts.get(each.memberId)?.owed ?? 0) > 0);
  const lots = new MembersLots(
    await readLots(sql, shop.id, {
      orders: [...differences.map((each) => each.judged), ...redatable].map(orderIdOf),
      spending: falling.map(({ memberId, points }) => ({ memberId, points: -points })),
      spendableAt: now,
      owing: owing.map((each) => each.memberId),
    }),
  );
  await lots.open(sql, differences);
  const firstEarnings = await listFirstEarnings(
    sql,
    shop.id,
    falling.map((each) => orderIdOf(each.judged)),
  );
  const repaid = await listRepaidDebts(
    sql,
    shop.id,
    'order',
    falling.filter(isForgiving).map((each) => orderIdOf(each.judged)),
  );
  const legCount = new Map<OrderId, number>();
  const transfers = differences.flatMap((difference) => {
    const orderId = orderIdOf(difference.judged);
    const legs = planDifference(difference, lots, repaid, now);
    const firstLeg = legCount.get(orderId) ?? 0;
    legCount.set(orderId, firstLeg + legs.length);
    const corrects = difference.points < 0 ? (firstEarnings.get(orderId) ?? null) : null;
    return legs.map((leg, index) => transferOf(difference, leg, firstLeg + index, corrects));
  });
  return { transfers, newLots: lots.opened, newDates: newDatesOf(redatable, lots, context) };
}

const EMPTY: SettlingPlan = { transfers: [], newLots: [], newDates: [] };

/** Before anything is posted: a balance that numbers cannot count exactly could never be settled again. */
function refuseTooMany(
  differences: readonly Difference[],
  accounts: SettlingContext['accounts'],
): void {
  for (const [memberId, own] of Map.groupBy(differences, (each) => each.memberId)) {
    const rises = own.filter(({ points }) => points > 0);
    refuseUncountable(
      accounts.get(memberId) ?? {},
      ...rises.map(({ points }) => ({ available: points })),
    );
  }
}

/** Whether what cannot be taken back is forgiven, but for what had repaid a debt. */
function isForgiving({ program }: Difference): boolean {
  return program.refunds.beyondBalance === 'forgiven';
}

function planDifference(
  { judged, memberId, points, program, dates }: Difference,
  lots: MembersLots,
  repaid: readonly RepaidDebt[],
  now: Date,
): Leg[] {
  const [first, ...rest] = lots.own(memberId, orderIdOf(judged));
  if (!first) throw new Error('an order was settled without a lot');
  const own = [first, ...rest] as const;
  const others = lots.of(memberId).filter((lot) => !own.includes(lot));
  return planSettlement(
    points,
    { own: [...own], others },
    {
      isMature: dates.maturesAt === null || dates.maturesAt <= now.getTime(),
      beyondBalance: program.refunds.beyondBalance,
      repaid: repaid.find(
        (each) => each.causeId === orderIdOf(judged) && each.memberId === memberId,
      )?.points,
      spendableAt: now.getTime(),
    },
  );
}

function transferOf(
  { judged, memberId }: Difference,
  leg: Leg,
  legNumber: number,
  corrects: string | null,
): NewTransfer {
  const { change, receipt } = judged;
  const { fact, stored } = change;
  return {
    memberId,
    source: leg.source,
    destination: leg.destination,
    amount: leg.amount,
    lotId: leg.lotId,
    causeKind: 'order',
    causeId: fact.orderId,
    ordinal: stored.nextOrdinal,
    leg: legNumber,
    corrects,
    receipt: { movement: leg.movement, because: receipt },
    occurredAt: new Date(stored.fact ? fact.updatedAt : (change.claimedAt ?? fact.processedAt)),
  };
}

/** Lots whose order has been shipped since, or was claimed at another time than was thought. */
function newDatesOf(
  judged: readonly Judged[],
  lots: MembersLots,
  context: SettlingContext,
): SettlingPlan['newDates'] {
  return judged.flatMap((each) => {
    const { memberId, fact, claimedAt } = each.change;
    if (memberId === null) return [];
    const { earning } = programOf(each, context);
    const dates = datesOfLot(earning, fact, claimedAt, context.shop.timezone);
    return lots
      .own(memberId, fact.orderId)
      .filter((lot) => isDatedOtherwise(lot, dates))
      .map((lot) => ({ lotId: lot.lotId, ...dates }));
  });
}

function isDatedOtherwise(lot: OwnedLot, dates: LotDates): boolean {
  return (
    lot.maturesAt !== dates.maturesAt ||
    lot.ownExpiresAt !== dates.expiresAt ||
    lot.idleDays !== dates.idleDays
  );
}
