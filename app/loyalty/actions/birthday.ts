import { z } from 'zod';

import type { CalendarDate } from '../time/calendar.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Most days of each month: 29 in February, for some are born on that day. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A birthday; the year only where somebody says it. */
export const Birthday = z
  .object({
    month: z.coerce.number().int().min(1).max(12),
    day: z.coerce.number().int().min(1).max(31),
    year: z.coerce.number().int().min(1900).max(2200).nullable(),
  })
  .refine(({ month, day }) => day <= (DAYS_OF_MONTH[month - 1] ?? 0), { path: ['day'] })
  .refine(({ month, day, year }) => year === null || day <= 28 || daysIn(year, month) >= day, {
    path: ['day'],
  });

export type Birthday = z.infer<typeof Birthday>;

/** A day of the year. */
export type DayOfYear = Pick<Birthday, 'month' | 'day'>;

/**
 * Which days of the year are celebrated on a date: its own, and on 28 February of a year without a 29th that one too.
 */
export function daysCelebratedOn({ year, month, day }: CalendarDate): DayOfYear[] {
  const own = { month, day };
  const isLastOfShortFebruary = month === 2 && day === 28 && daysIn(year, 2) === 28;
  return isLastOfShortFebruary ? [own, { month: 2, day: 29 }] : [own];
}

/** The date on which a day of the year is celebrated in a year. */
export function celebrationIn(year: number, { month, day }: DayOfYear): CalendarDate {
  return { year, month, day: Math.min(day, daysIn(year, month)) };
}

/** How many days lie between two dates; negative where the second is the earlier one. */
export function daysBetween(from: CalendarDate, until: CalendarDate): number {
  return (utcOf(until) - utcOf(from)) / DAY_MS;
}

/** The date so many days later. */
export function dateAfter(date: CalendarDate, days: number): CalendarDate {
  const later = new Date(utcOf(date) + days * DAY_MS);
  return {
    year: later.getUTCFullYear(),
    month: later.getUTCMonth() + 1,
    day: later.getUTCDate(),
  };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function utcOf({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day);
}
