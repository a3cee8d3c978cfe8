import type { Sql } from '#app/db/database.server.ts';
import {
  type LockedAccount,
  type NewTransfer,
  type OwnedLot,
  listFirstEarnings,
  type Posting,
  readLots,
} from '#app/db/ledger.server.ts';
import type { MemberId, OrderId, ShopId } from '#app/loyalty/ids.ts';
import type { OrderReceipt } from '#app/loyalty/receipt.ts';
import { type Leg, planSettlement } from '#app/loyalty/settle-order.ts';

/** The difference that one order is to be settled by. */
export interface Settlement {
  readonly orderId: OrderId;
  readonly receipt: OrderReceipt;
  /** Who earns for the order now, and for whom it was settled before: another one where it changed hands. */
  readonly memberId: MemberId | null;
  readonly formerMemberId: MemberId | null;
  readonly points: number;
  readonly pointsBefore: number;
  readonly ordinal: number;
  readonly openedAt: Date;
  readonly occurredAt: Date;
}

/** One member's part of a settlement. */
interface Difference {
  readonly settlement: Settlement;
  readonly memberId: MemberId;
  readonly points: number;
}

/**
 * Turns settlements into transfers, in the order given, each planned on top of those before it.
 * @param accounts of every member concerned, locked by this transaction
 */
export async function planTransfers(
  sql: Sql,
  shopId: ShopId,
  settlements: readonly Settlement[],
  accounts: ReadonlyMap<MemberId, LockedAccount>,
): Promise<Posting> {
  const differences = settlements.flatMap(differencesOf);
  if (differences.length === 0) return { transfers: [], newLots: [] };
  const falling = differences.filter((each) => each.points < 0);
  const { lots, newLots } = await readLots(
    sql,
    shopId,
    differences.map(({ settlement, memberId }) => ({
      memberId,
      orderId: settlement.orderId,
      openedAt: settlement.openedAt,
    })),
    falling.map((each) => each.memberId),
  );
  const firstEarnings = await listFirstEarnings(
    sql,
    shopId,
    falling.map((each) => each.settlement.orderId),
  );
  const lotsByMember = Map.groupBy(lots, (lot) => lot.memberId);
  const owed = new Map([...accounts].map(([memberId, account]) => [memberId, account.owed]));
  const legCount = new Map<OrderId, number>();
  const transfers = differences.flatMap((difference) => {
    const { settlement, memberId } = difference;
    const legs = planDifference(difference, lotsByMember.get(memberId) ?? [], owed);
    const firstLeg = legCount.get(settlement.orderId) ?? 0;
    legCount.set(settlement.orderId, firstLeg + legs.length);
    const corrects = difference.points < 0 ? (firstEarnings.get(settlement.orderId) ?? null) : null;
    return legs.map((leg, index) => transferOf(difference, leg, firstLeg + index, corrects));
  });
  return { transfers, newLots };
}

/** What is to be posted, a member at a time: an order that changed hands leaves the one and joins the other. */
function differencesOf(settlement: Settlement): Difference[] {
  const { memberId, formerMemberId, points, pointsBefore } = settlement;
  const parts =
    memberId === formerMemberId || formerMemberId === null
      ? [{ memberId, points: points - pointsBefore }]
      : [
          { memberId: formerMemberId, points: -pointsBefore },
          { memberId, points },
        ];
  return parts.flatMap((part) =>
    part.memberId === null || part.points === 0
      ? []
      : [{ settlement, memberId: part.memberId, points: part.points }],
  );
}

function planDifference(
  { settlement, memberId, points }: Difference,
  lots: readonly OwnedLot[],
  owed: Map<MemberId, number>,
): Leg[] {
  const own = lots.find((lot) => lot.causeId === settlement.orderId);
  const debt = owed.get(memberId);
  if (!own || debt === undefined) throw new Error('a member was settled without lock or lot');
  const state = { owed: debt, own, others: lots.filter((lot) => lot !== own) };
  const legs = planSettlement(points, state);
  owed.set(memberId, state.owed);
  return legs;
}

function transferOf(
  { settlement, memberId }: Difference,
  leg: Leg,
  legNumber: number,
  corrects: string | null,
): NewTransfer {
  return {
    memberId,
    source: leg.source,
    destination: leg.destination,
    amount: leg.amount,
    lotId: leg.lotId,
    causeKind: 'order',
    causeId: settlement.orderId,
    ordinal: settlement.ordinal,
    leg: legNumber,
    corrects,
    receipt: { movement: leg.movement, because: settlement.receipt },
    occurredAt: settlement.occurredAt,
  };
}
