import { dateAt, startOfDate } from '../time/calendar.ts';
import type { EarningRules } from '../program/earning-rules.ts';

/** When a lot's points can be spent, and when they are lost. Milliseconds since 1970. */
export interface LotDates {
  /** Null for at once; `Infinity` while nobody knows: the order has not been shipped. */
  readonly maturesAt: number | null;
  /**
   * Null when they never expire, or not before it is known when they mature. Of points that are lost by inactivity, the
   * date where the member neither earns nor spends anything more.
   */
  readonly expiresAt: number | null;
  /** After how many days of inactivity they are lost; null where something else decides. */
  readonly idleDays: number | null;
}

/** When an order was placed, and when it was shipped as a whole; ISO 8601, null while it was not. */
export interface DatedOrder {
  readonly processedAt: string;
  readonly fulfilledAt: string | null;
}

type DatingRules = Pick<EarningRules, 'maturity' | 'expiry'>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The dates of an order's lot by the version that judged it. Points expire counted from when they could first be spent,
 * so a long return window takes nothing from a shopper.
 * @param claimedAt when the order was claimed by a member who was none when she placed it: it counts as if earned then
 * @param timezone the shop's, IANA name
 */
export function datesOfLot(
  { maturity, expiry }: DatingRules,
  fact: DatedOrder,
  claimedAt: string | null,
  timezone: string,
): LotDates {
  const processedAt = Date.parse(fact.processedAt);
  const earnedAt = claimedAt === null ? processedAt : Date.parse(claimedAt);
  const maturesAt = maturityOf(maturity, processedAt, fact.fulfilledAt);
  const spendableAt = Math.max(earnedAt, maturesAt ?? earnedAt);
  return { maturesAt, ...expiryOf(expiry, spendableAt, timezone) };
}

/**
 * The dates of points that can be spent as soon as they are given: for an action, by staff, by an import.
 * @param rules of the version in force then; undefined where there is none, and nothing is lost
 * @param givenAt milliseconds since 1970
 * @param timezone the shop's, IANA name
 */
export function datesOfGift(
  rules: Pick<EarningRules, 'expiry'> | undefined,
  givenAt: number,
  timezone: string,
): LotDates {
  const expiry = rules?.expiry ?? { kind: 'never' as const };
  return { maturesAt: null, ...expiryOf(expiry, givenAt, timezone) };
}

function maturityOf(
  maturity: EarningRules['maturity'],
  processedAt: number,
  fulfilledAt: string | null,
): number | null {
  switch (maturity.kind) {
    case 'at_once':
      return null;
    case 'after_days':
      return processedAt + maturity.days * DAY_MS;
    case 'after_fulfilment':
      return fulfilledAt === null ? Infinity : Date.parse(fulfilledAt) + maturity.days * DAY_MS;
  }
}

function expiryOf(
  expiry: EarningRules['expiry'],
  spendableAt: number,
  timezone: string,
): Pick<LotDates, 'expiresAt' | 'idleDays'> {
  const idleDays = expiry.kind === 'after_inactivity' ? expiry.days : null;
  if (spendableAt === Infinity) return { expiresAt: null, idleDays };
  switch (expiry.kind) {
    case 'never':
      return { expiresAt: null, idleDays };
    case 'after_days':
    case 'after_inactivity':
      return { expiresAt: spendableAt + expiry.days * DAY_MS, idleDays };
    case 'yearly':
      return { expiresAt: endOfExpiryDay(expiry, spendableAt, timezone), idleDays };
  }
}

/** The end of the first such day of a year by which the points could be spent for long enough. */
function endOfExpiryDay(
  { month, day, minimumDays }: Extract<EarningRules['expiry'], { kind: 'yearly' }>,
  spendableAt: number,
  timezone: string,
): number {
  const earliest = spendableAt + minimumDays * DAY_MS;
  const { year } = dateAt(earliest, timezone);
  const endIn = (candidate: number) => {
    // The 31st of a short month is its last day, and so is the 29th of February.
    const last = Math.min(day, daysIn(candidate, month));
    return startOfDate({ year: candidate, month, day: last + 1 }, timezone);
  };
  const end = endIn(year);
  // Points that come in the very last moment are not lost in the same one.
  return end > earliest ? end : endIn(year + 1);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
