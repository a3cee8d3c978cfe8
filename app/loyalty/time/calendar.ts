import type { Period } from '../program/parts.ts';
import { offsetAt } from './time-zone.ts';

const DAY_MS = 86_400_000;

/** A day of the calendar; months from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The day that it is somewhere.
 * @param moment milliseconds since 1970
 * @param timezone IANA name
 * @throws RangeError for a time zone that does not exist
 */
export function dateAt(moment: number, timezone: string): CalendarDate {
  const local = new Date(moment + offsetAt(moment, timezone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
  };
}

/** A day as ISO 8601 writes it: `2026-11-26`. */
export function writeDate({ year, month, day }: CalendarDate): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/**
 * When a day begins somewhere: at midnight, or where the clocks skip that, at the first moment there is.
 * @param date months and days may lie outside their range and are carried over: month 13 is next year's January
 * @param timezone IANA name
 * @returns milliseconds since 1970
 * @throws RangeError for a time zone that does not exist
 */
export function startOfDate(date: CalendarDate, timezone: string): number {
  const local = Date.UTC(date.year, date.month - 1, date.day);
  const around = [local - DAY_MS, local + DAY_MS].map((moment) => offsetAt(moment, timezone));
  // A shop that moves in the days in which clocks are changed has a third offset between the two.
  const between = around.flatMap((offset) => {
    const midnight = local - offset;
    return [offsetAt(midnight - 1, timezone), offsetAt(midnight, timezone)];
  });
  const midnights = [...around, ...between].map((offset) => local - offset).sort((a, b) => a - b);
  // Where clocks are set back over midnight there are two: the day begins with the first of them.
  const exact = midnights.find((moment) => shownAt(moment, timezone) === local);
  if (exact !== undefined && shownAt(exact - 1, timezone) < local) return exact;
  return firstShowing(local, exact ?? local + DAY_MS, timezone);
}

/** What clocks show somewhere, as if it were UTC. */
function shownAt(moment: number, timezone: string): number {
  return moment + offsetAt(moment, timezone);
}

/** The first moment at which clocks show a time or, since they skip it, a later one; by halves. */
function firstShowing(local: number, latest: number, timezone: string): number {
  let low = local - DAY_MS;
  let high = latest;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shownAt(middle, timezone) < local) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * When the period of the calendar began that a moment lies in; weeks begin on Monday.
 * @param moment milliseconds since 1970
 * @param timezone IANA name, the shop's
 * @returns milliseconds since 1970
 * @throws RangeError for a time zone that does not exist
 */
export function startOfPeriod(period: Period, moment: number, timezone: string): number {
  return startOfDate(firstDate(period, dateAt(moment, timezone)), timezone);
}

/**
 * When the period of the calendar ends that a moment lies in: the first moment of the next one.
 * @param moment milliseconds since 1970
 * @param timezone IANA name, the shop's
 * @returns milliseconds since 1970
 * @throws RangeError for a time zone that does not exist
 */
export function endOfPeriod(period: Period, moment: number, timezone: string): number {
  const { year, month, day } = firstDate(period, dateAt(moment, timezone));
  const { months, days } = LENGTH[period];
  return startOfDate({ year, month: month + months, day: day + days }, timezone);
}

const LENGTH: Readonly<Record<Period, { readonly months: number; readonly days: number }>> = {
  day: { months: 0, days: 1 },
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  quarter: { months: 3, days: 0 },
  year: { months: 12, days: 0 },
};

function firstDate(period: Period, date: CalendarDate): CalendarDate {
  switch (period) {
    case 'day':
      return date;
    case 'week':
      return { ...date, day: date.day - daysSinceMonday(date) };
    case 'month':
      return { ...date, day: 1 };
    case 'quarter':
      return { ...date, month: date.month - ((date.month - 1) % 3), day: 1 };
    case 'year':
      return { ...date, month: 1, day: 1 };
  }
}

function daysSinceMonday({ year, month, day }: CalendarDate): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}
