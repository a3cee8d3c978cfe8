import { startOfDay, yearIn } from './calendar-by-hand.ts';
import type { TrueProgram } from './history.ts';
import type { Climb, Earned } from './tier-terms.ts';

const DAY_MS = 86_400_000;

/**
 * By years: what is reached in one holds until the next has ended, and is assessed so many days later; who falls by one
 * step only is assessed again a year after.
 */
export function assessedByYears(climb: Climb, at: number, facts: readonly Earned[]): Climb {
  const { demotion } = climb.program.qualification;
  const known = facts.filter(({ place }) => place < at);
  const years = [...new Set(known.map(({ place }) => yearOf(climb, place)))];
  const own = years.filter((year) => rankOfYear(climb, known, year) >= climb.rank);
  const year = Math.max(Math.max(-Infinity, ...own) + 2, climb.notBefore);
  if (climb.rank === 0 || year === -Infinity) return climb;
  const due = startOfDay({ year, month: 1, day: 1 + demotion.graceDays }, climb.timezone);
  if (due > at) return climb;
  const kept = reachedSince(
    climb,
    known.filter(({ place }) => place < due),
    year - 1,
  );
  const rank = demotion.to === 'one_step' ? Math.max(climb.rank - 1, kept) : kept;
  return assessedByYears({ ...climb, rank, notBefore: year + 1 }, at, facts);
}

/** Whether tiers count years of the calendar. */
export function isByYears({ qualification }: TrueProgram): boolean {
  return qualification.window.kind === 'calendar_year';
}

function yearOf({ timezone }: Pick<Climb, 'timezone'>, at: number): number {
  return yearIn(at, timezone);
}

/** What the facts of a year reach. */
function rankOfYear(terms: Rung, facts: readonly Earned[], year: number): number {
  const own = facts.filter(({ place }) => yearOf(terms, place) === year);
  return reached(terms.program, total(terms.program, own));
}

/** The best of what was reached in a year and in those after it. */
export function reachedSince(terms: Rung, facts: readonly Earned[], year: number): number {
  const years = new Set(facts.map(({ place }) => yearOf(terms, place)));
  return Math.max(
    0,
    ...[...years].filter((each) => each >= year).map((each) => rankOfYear(terms, facts, each)),
  );
}

/** A ladder, and whose calendar it goes by. */
type Rung = Pick<Climb, 'program' | 'timezone'>;

/** What counts at a moment. */
export function sumAt(terms: Rung, facts: readonly Earned[], at: number): number {
  const { kind, days = 0 } = terms.program.qualification.window;
  const counting = facts.filter(({ place }) => {
    if (kind === 'rolling') return place > at - days * DAY_MS;
    return kind !== 'calendar_year' || yearOf(terms, place) === yearOf(terms, at);
  });
  return total(terms.program, counting);
}

function total({ qualification: { measure } }: TrueProgram, facts: readonly Earned[]): number {
  return facts.reduce((sum, { brings }) => sum + (brings[measure] ?? 0), 0);
}

/** The rung that so much reaches. */
export function reached({ tiers }: TrueProgram, sum: number): number {
  return Math.max(
    0,
    tiers.findLastIndex(({ from }) => from <= sum),
  );
}
