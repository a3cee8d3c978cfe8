import type { TrueLimit } from './history.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A day of a calendar. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Calendar {
  /** What the clocks show, the first until the next begins. Milliseconds since 1970. */
  readonly zones: readonly { readonly format: Intl.DateTimeFormat; readonly from: number }[];
  /** Days that were looked up: the same are asked for again and again. */
  readonly days: Map<number, string>;
}

const calendars = new Map<string, Calendar>();

/** A shop's moves to other time zones, oldest first: from when its clocks are set to each. */
export type Moves = readonly { readonly timezone: string; readonly from: string }[];

const NEXT = ', ';
const FROM = ' from ';

/** The clocks of a shop as a name that every function here takes for a time zone. */
export function clocksByHand(timezone: string, moves: Moves): string {
  return [timezone, ...moves.map((move) => `${move.timezone}${FROM}${move.from}`)].join(NEXT);
}

/** When the clocks of a shop that moves now are set: at the midnight there that is an hour ahead at least. */
export function whenMoved(moment: number, timezone: string): number {
  for (let { year, month, day } = civilDate(moment, timezone); ; day += 1) {
    const midnight = startOfDay({ year, month, day }, timezone);
    if (midnight >= moment + HOUR_MS) return midnight;
  }
}

/** The day that it is somewhere, as `2026-01-31`. */
export function dayText(moment: number, timeZone: string): string {
  let calendar = calendars.get(timeZone);
  if (!calendar) calendars.set(timeZone, (calendar = calendarOf(timeZone)));
  let day = calendar.days.get(moment);
  if (day === undefined) {
    const shown = calendar.zones.findLast(({ from }) => from <= moment);
    calendar.days.set(moment, (day = (shown ?? calendar.zones[0])?.format.format(moment) ?? ''));
  }
  return day;
}

function calendarOf(clocks: string): Calendar {
  const zones = clocks.split(NEXT).map((part) => {
    const [timeZone, from] = part.split(FROM);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
    return { format, from: from === undefined ? -Infinity : Date.parse(from) };
  });
  return { zones, days: new Map() };
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
