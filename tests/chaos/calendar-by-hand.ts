import type { TrueLimit } from './history.ts';

const DAY_MS = 86_400_000;

/** A day of a calendar. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Calendar {
  readonly format: Intl.DateTimeFormat;
  /** Days that were looked up: the same are asked for again and again. */
  readonly days: Map<number, string>;
}

const calendars = new Map<string, Calendar>();

/** The day that it is somewhere, as `2026-01-31`. */
export function dayText(moment: number, timeZone: string): string {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = { format: new Intl.DateTimeFormat('sv-SE', { timeZone }), days: new Map() };
    calendars.set(timeZone, calendar);
  }
  let day = calendar.days.get(moment);
  if (day === undefined) calendar.days.set(moment, (day = calendar.format.format(moment)));
  return day;
}

/** The day that it is somewhere. */
export function civilDate(moment: number, timeZone: string): CivilDate {
  const [year = 0, month = 0, day = 0] = dayText(moment, timeZone).split('-').map(Number);
  return { year, month, day };
}

const years = new Map<string, number>();

/** The year that it is somewhere. Asked very often: so the calendar is looked at once a year. */
export function yearIn(moment: number, timeZone: string): number {
  const year = new Date(moment).getUTCFullYear();
  if (moment < startOfYear(year, timeZone)) return year - 1;
  return moment < startOfYear(year + 1, timeZone) ? year : year + 1;
}

function startOfYear(year: number, timeZone: string): number {
  const name = `${year} ${timeZone}`;
  const start = years.get(name) ?? startOfDay({ year, month: 1, day: 1 }, timeZone);
  years.set(name, start);
  return start;
}

/** How many days later the second is. */
export function daysBetween(from: CivilDate, until: CivilDate): number {
  const utc = ({ year, month, day }: CivilDate) => Date.UTC(year, month - 1, day);
  return (utc(until) - utc(from)) / DAY_MS;
}

/** The first second of a day somewhere, found by looking at the calendar there. Milliseconds since 1970. */
export function startOfDay({ year, month, day }: CivilDate, timeZone: string): number {
  const wanted = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const noon = Date.UTC(year, month - 1, day, 12);
  // Wherever it is, the day begins within a day and a half before noon in Greenwich, or within half a day after it.
  let [before, within] = [noon - 1.5 * DAY_MS, noon + 0.5 * DAY_MS];
  while (within - before > 1_000) {
    const middle = Math.floor((before + within) / 2_000) * 1_000;
    if (dayText(middle, timeZone) < wanted) before = middle;
    else within = middle;
  }
  return within;
}

/** A name of the period of the calendar in which a moment lies. Milliseconds since 1970. */
export function periodOf(per: TrueLimit['per'], at: number, timeZone: string): string {
  const day = dayText(at, timeZone);
  switch (per) {
    case 'ever':
      return '';
    case 'year':
      return day.slice(0, 4);
    case 'quarter':
      return `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case 'month':
      return day.slice(0, 7);
    case 'week':
      // Days since a Monday of long ago.
      return String(Math.floor((Date.parse(day) / DAY_MS - 4) / 7));
    case 'day':
      return day;
  }
}
