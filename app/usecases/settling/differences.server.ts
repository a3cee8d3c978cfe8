import type { MemberId, OrderId } from '#app/loyalty/ids.ts';
import { datesOfLot, type LotDates } from '#app/loyalty/ledger/lot-dates.ts';
import { PLAIN } from '#app/loyalty/program/plain.ts';
import { type Program, versionInForce } from '#app/loyalty/program/program.ts';

import type { Judged } from './judged.server.ts';
import type { SettlingContext } from './order-change.server.ts';

/** One member's part of an order's difference. */
export interface Difference {
  readonly judged: Judged;
  readonly memberId: MemberId;
  readonly points: number;
  readonly program: Pick<Program, 'earning' | 'refunds'>;
  readonly dates: LotDates;
}

/** The order that was judged. */
export function orderIdOf({ change }: Judged): OrderId {
  return change.fact.orderId;
}

/** The program by which it was judged; before the first, the one that shops begin with. */
export function programOf(
  { change }: Judged,
  { versions }: SettlingContext,
): Difference['program'] {
  const version = versionInForce(versions, new Date(change.fact.processedAt));
  return version?.program ?? PLAIN;
}

/** What is to be posted, a member at a time: an order that changed hands leaves the one and joins the other. */
export function differencesOf(judged: Judged, context: SettlingContext): Difference[] {
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
  const dates = datesOfLot(program.earning, change.fact, change.claimedAt, context.shop.timezone);
  return parts.flatMap((part) =>
    part.memberId === null || part.points === 0
      ? []
      : [{ judged, memberId: part.memberId, points: part.points, program, dates }],
  );
}
