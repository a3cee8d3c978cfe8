import { comparePlaces } from '../orders/chain.ts';
import { type Before, NOTHING_BEFORE } from '../history/before.ts';
import type { WeighedOrder } from '../earning/weighed-order.ts';
import { worthInPlace } from '../earning/worth-in-place.ts';
import { Perspective } from '../history/perspective.ts';
import { Activities } from '../ledger/idle-expiry.ts';
import type { CustomerId } from '../ids.ts';
import type { ShopTerms } from '../earning/judge-order.ts';
import type { ProgramVersion } from '../program/program.ts';
import { TierCourse } from '../tiers/tier-course.ts';

import type { ReplayedMember } from './figures.ts';
import type { OrderRecords, ReadRecord, RecordLink } from './order-records.ts';
import type { ReplayedTerms } from './replayed-terms.ts';

/** In what members' orders are walked through. */
export interface WalkTerms {
  readonly versions: readonly ProgramVersion[];
  readonly shop: ShopTerms;
  readonly terms: ReplayedTerms;
  readonly records: OrderRecords;
  /** At which she is looked at; milliseconds since 1970. */
  readonly moment: number;
}

/** What an order brought, and when that can be spent and is lost. */
interface Earned extends Pick<ReadRecord, 'maturesAt' | 'expiresAt' | 'idleDays'> {
  readonly at: number;
  readonly points: number;
}

/**
 * Judges a member's orders, each in its place, and adds up what they brought.
 * @param links in any order; they are sorted in place
 * @param joinedAt milliseconds since 1970
 */
export function walkMember(
  customerId: CustomerId,
  links: RecordLink[],
  joinedAt: number,
  { versions, shop, terms, records, moment }: WalkTerms,
): ReplayedMember {
  const course = new TierCourse(versions, shop, { joinedAt, pins: [], floors: [] });
  const perspective = terms.hasHistory ? new Perspective(shop.timezone, versions) : null;
  const earned: Earned[] = [];
  for (const { at, orderId, record } of links.sort(comparePlaces)) {
    const read = records.read(record);
    const order = orderOf(at, read);
    const { program } = read.terms.version;
    const worth = worthInPlace(program, order, false, beforeIn(perspective, course, at));
    const mark = { at, orderId, track: customerId, ...worth.share };
    course.add(mark);
    perspective?.add(mark);
    const { maturesAt, expiresAt, idleDays } = read;
    earned.push({ at, points: worth.points, maturesAt, expiresAt, idleDays });
  }
  const tier = course.tierBefore(moment);
  const moves = course.moves().filter(({ direction }) => direction !== 'level').length;
  return { customerId, tier, moves, ...sumUp(earned, terms, moment) };
}

function beforeIn(perspective: Perspective | null, course: TierCourse, at: number): Before {
  const tier = () => course.tierBefore(at);
  return perspective ? perspective.before(at, tier) : { ...NOTHING_BEFORE, tier };
}

function orderOf(at: number, { terms, counted, linesCounted, units }: ReadRecord): WeighedOrder {
  const { currency, sourceName } = terms;
  // Where nothing asks for single products, all lines are one.
  const lines =
    linesCounted > 0 ? [{ lineId: '', productId: null, counted: linesCounted, units }] : [];
  return { processedAt: at, currency, sourceName, counted, lines, traits: null };
}

function sumUp(earned: readonly Earned[], { hasIdleness }: ReplayedTerms, moment: number) {
  const sums = { earned: 0, pending: 0, available: 0, expired: 0 };
  const activities = hasIdleness ? earned.filter(({ points }) => points > 0) : [];
  const times = new Activities(activities.map(({ at }) => at));
  for (const { points, maturesAt, expiresAt, idleDays } of earned) {
    sums.earned += points;
    const lostAt =
      idleDays === 0 || expiresAt === Infinity
        ? expiresAt
        : times.expiryOf({ ownExpiresAt: expiresAt, idleDays });
    if (maturesAt > moment) sums.pending += points;
    else if (lostAt <= moment) sums.expired += points;
    else sums.available += points;
  }
  return sums;
}
