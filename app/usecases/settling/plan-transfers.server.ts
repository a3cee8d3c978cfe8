import type { Sql } from '#app/db/database.server.ts';
import { type OwnedLot, readLots, takeLotIds } from '#app/db/lots.server.ts';
import {
  listFirstEarnings,
  type NewLot,
  type NewTransfer,
  type Posting,
} from '#app/db/post-transfers.server.ts';
import type { LotId, MemberId, OrderId } from '#app/loyalty/ids.ts';
import { datesOfLot, type LotDates } from '#app/loyalty/lot-dates.ts';
import { refuseUncountable } from '#app/loyalty/move-holdings.ts';
import { PRESETS } from '#app/loyalty/presets.ts';
import { type Program, versionInForce } from '#app/loyalty/program.ts';
import { type Leg, planSettlement } from '#app/loyalty/settle-order.ts';

import type { Judged } from './judge-changes.server.ts';
import type { SettlingContext } from './order-change.server.ts';

/** What is to be posted, and which lots have other dates from now on. */
export interface SettlingPlan extends Posting {
  readonly newDates: readonly ({ readonly lotId: LotId } & LotDates)[];
}

/** One member's part of an order's difference. */
interface Difference {
  readonly judged: Judged;
  readonly memberId: MemberId;
  readonly points: number;
  readonly program: Pick<Program, 'earning' | 'refunds'>;
  readonly dates: LotDates;
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
      owing: owing.map((each) => each.memberId),
    }),
  );
  await lots.open(sql, differences);
  const firstEarnings = await listFirstEarnings(
    sql,
    shop.id,
    falling.map((each) => orderIdOf(each.judged)),
  );
  const legCount = new Map<OrderId, number>();
  const transfers = differences.flatMap((difference) => {
    const orderId = orderIdOf(difference.judged);
    const legs = planDifference(difference, lots, now);
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

function orderIdOf({ change }: Judged): OrderId {
  return change.fact.orderId;
}

function programOf({ change }: Judged, { versions }: SettlingContext): Difference['program'] {
  const version = versionInForce(versions, new Date(change.fact.processedAt));
  return version?.program ?? PRESETS.plain;
}

/** What is to be posted, a member at a time: an order that changed hands leaves the one and joins the other. */
function differencesOf(judged: Judged, context: SettlingContext): Difference[] {
  const { change, receipt } = judged;
  const { memberId } = change;
  const { memberId: formerMemberId, settledPoints: pointsBefore } = change.stored;
  const points = memberId === null ? 0 : receipt.points;
  const parts =
    memberId === formerMemberId || formerMemberId === null
      ? [{ memberId, points: points - pointsBefore }]
      : [
          { memberId: formerMemberId, points: -pointsBefore },
          { memberId, points },
        ];
  const program = programOf(judged, context);
  const dates = datesOfLot(program.earning, change.fact, change.claimedAt);
  return parts.flatMap((part) =>
    part.memberId === null || part.points === 0
      ? []
      : [{ judged, memberId: part.memberId, points: part.points, program, dates }],
  );
}

/** The lots that a settlement works on, by whose they are; those that do not exist yet are opened. */
class MembersLots {
  readonly opened: NewLot[] = [];
  private readonly byOwner: Map<MemberId, OwnedLot[]>;

  constructor(lots: readonly OwnedLot[]) {
    this.byOwner = Map.groupBy(lots, (lot) => lot.ownerId);
  }

  of(memberId: MemberId): readonly OwnedLot[] {
    return this.byOwner.get(memberId) ?? [];
  }

  /** The order's own lots of a member. */
  own(memberId: MemberId, orderId: OrderId): OwnedLot[] {
    return this.of(memberId).filter((lot) => lot.causeKind === 'order' && lot.causeId === orderId);
  }

  async open(sql: Sql, differences: readonly Difference[]): Promise<void> {
    const missing = differences.filter(
      ({ memberId, judged }) => this.own(memberId, orderIdOf(judged)).length === 0,
    );
    const ids = await takeLotIds(sql, missing.length);
    missing.forEach(({ memberId, judged, dates }, index) => {
      const lotId = ids[index];
      if (lotId === undefined) throw new Error('no id was given for a lot');
      const openedAt = new Date(judged.change.fact.processedAt);
      const cause = { causeKind: 'order', causeId: orderIdOf(judged) } as const;
      this.opened.push({ lotId, memberId, ...cause, openedAt, ...dates });
      const empty = { pending: 0, remaining: 0, held: 0, expired: 0, owed: 0, forgiven: 0 };
      const lots = this.byOwner.get(memberId) ?? [];
      lots.push({ lotId, ownerId: memberId, ...cause, ...dates, ...empty, nextOrdinal: 0 });
      this.byOwner.set(memberId, lots);
    });
  }
}

function planDifference(
  { judged, memberId, points, program, dates }: Difference,
  lots: MembersLots,
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
    const dates = datesOfLot(programOf(each, context).earning, fact, claimedAt);
    return lots
      .own(memberId, fact.orderId)
      .filter((lot) => lot.maturesAt !== dates.maturesAt || lot.expiresAt !== dates.expiresAt)
      .map((lot) => ({ lotId: lot.lotId, ...dates }));
  });
}
