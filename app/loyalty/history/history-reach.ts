import { dateAt, startOfDate, startOfPeriod } from '../time/calendar.ts';
import type { Limit } from '../program/parts.ts';
import type { Program, ProgramVersion } from '../program/program.ts';
import { stretchesOf } from '../tiers/stretches.ts';
import { tierMatters } from '../orders/history-matters.ts';

/** What of a history before a place has a part in judgements from there on, and where it must be told apart. */
export interface HistoryReach {
  /** What lies before it has no part in them; milliseconds since 1970, `-Infinity` where all of it has. */
  readonly from: number;
  /** Moments between which facts may be taken as one, ascending; milliseconds since 1970. */
  readonly cuts: readonly number[];
  /** Whether it is asked what each rule has given. */
  readonly asksForRules: boolean;
}

/**
 * How what lies before a place may be summed, so that no judgement from there on can tell. Limits ask for what was given
 * since a period of the calendar began; first orders, whether there is one; tiers, for what a life or a year came to. A
 * challenge, and a tier by so many days back, depend on each fact's own time.
 * @param at the place's time; milliseconds since 1970
 * @param timezone IANA name, the shop's
 * @returns null where each fact is needed by itself
 */
export function reachOf(
  versions: readonly ProgramVersion[],
  at: number,
  timezone: string,
): HistoryReach | null {
  const programs = versions.map(({ program }) => program);
  if (programs.some(({ earning }) => earning.challenges.length > 0)) return null;
  const climbs = programs.some(tierMatters);
  if (climbs && !programs.every(isSummable)) return null;
  const periods = new Set(programs.flatMap(limitsOf).map(({ per }) => per));
  const begins = [...periods].map((per) =>
    per === 'ever' ? -Infinity : startOfPeriod(per, at, timezone),
  );
  const isAll = climbs || programs.some(asksForFirstOrders);
  const cuts = [...begins, ...(climbs ? cutsOfTiers(versions, at, timezone) : [])];
  return {
    from: isAll ? -Infinity : Math.min(at, ...begins),
    cuts: [...new Set(cuts)].filter((cut) => cut > -Infinity && cut <= at).sort((a, b) => a - b),
    asksForRules: periods.size > 0,
  };
}

function isSummable({ qualification: { window } }: Program): boolean {
  return window.kind === 'life' || window.kind === 'calendar_year';
}

function limitsOf({ earning: { order, bonuses } }: Program): Limit[] {
  return [...order.limits, ...bonuses.flatMap(({ limits }) => limits)];
}

function asksForFirstOrders({ earning: { bonuses } }: Program): boolean {
  return bonuses.some(({ conditions }) => conditions.orders !== 'all');
}

/**
 * Where a ladder begins, a year does, or an assessment takes place: between these a member's tier follows from sums. The
 * first ladder looks at the year in which it begins and the one before.
 */
function cutsOfTiers(versions: readonly ProgramVersion[], at: number, timezone: string): number[] {
  const stretches = stretchesOf(versions);
  const yearly = stretches.filter(
    ({ qualification }) => qualification.window.kind === 'calendar_year',
  );
  const [first] = yearly;
  const days = new Set([0, ...yearly.map(({ qualification }) => qualification.demotion.graceDays)]);
  const cuts = stretches.map(({ from }) => from);
  if (!first) return cuts;
  const until = dateAt(at, timezone).year;
  for (let year = dateAt(first.from, timezone).year - 1; year <= until; year += 1) {
    for (const day of days) cuts.push(startOfDate({ year, month: 1, day: 1 + day }, timezone));
  }
  return cuts;
}
