import type { History, TrueConsent } from './history.ts';
import { type CivilDate, civilDate, daysBetween, startOfDay } from './calendar-by-hand.ts';
import { becomes, canEver, versionAt } from './true-versions.ts';

/** An occasion on which somebody was given points, as it was found. Times are milliseconds since 1970. */
export interface Occasion {
  readonly customerId: string;
  readonly at: number;
  readonly points: number;
}

const DAY_MS = 86_400_000;

/** Everything by which somebody can have become a member: orders of hers that can earn, and when they were placed. */
export function joinMoments(history: History): Map<string, number[]> {
  const moments = new Map<string, number[]>();
  for (const { states } of history.orders) {
    for (const state of states) {
      if (state.customerId === null || !canEver(history, state)) continue;
      const owner = becomes(history, state.customerId);
      moments.set(owner, [...(moments.get(owner) ?? []), Date.parse(state.processedAt)]);
    }
  }
  return moments;
}

/** Who is known to be a member in the end, by an order that is hers in the end. */
export function certainMembers(history: History): Set<string> {
  return new Set(
    history.orders.flatMap(({ states }) => {
      const last = states.at(-1);
      const isHers = last?.customerId && canEver(history, last);
      return isHers ? [becomes(history, last.customerId)] : [];
    }),
  );
}

/** What a rule gives for an occasion at a moment; undefined where no such rule was in force. */
export function pointsAt(history: History, kind: string, at: number): number | undefined {
  return ruleAt(history, kind, at)?.points;
}

function ruleAt(history: History, kind: string, at: number) {
  const version = versionAt(history, new Date(at).toISOString());
  return version?.program.earning.actions.find(({ occasion }) => occasion.kind === kind);
}

/**
 * Whether points for the newsletter can be right as they are: she had agreed, as a member, and did not withdraw in the end
 * so soon that she loses them again. A withdrawal before the last news may never have been heard of.
 */
export function mayHaveAgreed(
  history: History,
  consents: readonly TrueConsent[],
  joined: readonly number[],
  { at, points }: Occasion,
): boolean {
  const rule = ruleAt(history, 'newsletter', at);
  if (rule?.points !== points || joined.every((moment) => moment > at)) return false;
  const said = consents.findLast((consent) => Date.parse(consent.at) <= at);
  if (!said?.subscribed) return false;
  if (Date.parse(said.at) !== at && !joined.includes(at)) return false;
  const last = consents.at(-1);
  if (!last || last.subscribed) return true;
  return Date.parse(last.at) - at >= (rule.occasion.takenBackWithinDays ?? 0) * DAY_MS;
}

/**
 * The days on which somebody has been there for whole years, by when she may have joined.
 * @returns their first moments
 */
export function anniversariesOf(
  { timezone }: Pick<History, 'timezone'>,
  joined: readonly number[],
  until: number,
): number[] {
  const last = civilDate(until, timezone).year;
  const days = joined.flatMap((moment) => {
    const { year, month, day } = civilDate(moment, timezone);
    return Array.from({ length: last - year }, (_, index) =>
      startOfDay({ year: year + index + 1, month, day }, timezone),
    );
  });
  return [...new Set(days)].filter((at) => at <= until);
}

/** What a member is given for her birthdays, by when she told them: once a year of the calendar. */
export function birthdaysByHand(history: History, customerId: string, until: number): Occasion[] {
  const { timezone, birthdays } = history;
  const told = birthdays.filter((birthday) => birthday.customerId === customerId);
  const given: (Occasion & { readonly year: number })[] = [];
  for (const [index, { day, told: toldAt }] of told.entries()) {
    if (!day) continue;
    // Telling the same day again is no news.
    const before = told
      .slice(0, index)
      .findLast((each) => each.day?.month !== day.month || each.day.day !== day.day);
    const first = told[before ? told.indexOf(before) + 1 : 0]?.told ?? toldAt;
    const [today, since] = [
      civilDate(Date.parse(toldAt), timezone),
      civilDate(Date.parse(first), timezone),
    ];
    const next = told[index + 1];
    const ends = next ? civilDate(Date.parse(next.told), timezone) : civilDate(until, timezone);
    for (let { year } = today; year <= ends.year; year += 1) {
      const date: CivilDate = { year, ...day };
      // On the day itself it is given at once, or was given before it was told anew.
      if (daysBetween(today, date) < 0 || daysBetween(date, ends) < 0) continue;
      const at = startOfDay(date, timezone);
      const rule = ruleAt(history, 'birthday', at);
      if (!rule || given.some((each) => each.year === year)) continue;
      if (daysBetween(since, date) < (rule.occasion.toldDaysBefore ?? 0)) continue;
      given.push({ customerId, at, points: rule.points, year });
    }
  }
  return given.map(({ customerId: id, at, points }) => ({ customerId: id, at, points }));
}
