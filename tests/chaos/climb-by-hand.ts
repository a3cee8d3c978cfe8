import type { TrueProgram, TrueVersion } from './history.ts';
import type { Climb, Earned, TierTerms } from './tier-terms.ts';
import { assessedByYears, isByYears, reached, reachedSince, sumAt } from './years-by-hand.ts';
import { yearIn } from './calendar-by-hand.ts';

const DAY_MS = 86_400_000;

interface Happening {
  readonly time: number;
  readonly order: number;
  readonly happen: (climb: Climb | null) => Climb | null;
}

/** How high somebody stands at a moment, by what she earned and what she was lifted to. */
export function climb(
  { versions, timezone }: TierTerms,
  facts: readonly Earned[],
  floors: readonly { readonly time: number; readonly key: string | undefined }[],
  at: number,
): number {
  const happenings: Happening[] = [
    ...startsOf(versions).map(({ time, program }) => ({
      ...{ time, order: 0 },
      happen: (before: Climb | null) => enter(before, { program, timezone }, time, facts),
    })),
    ...floors.map(({ time, key }) => ({
      ...{ time, order: 1 },
      happen: (before: Climb | null) => before && lift(before, key, time, Infinity),
    })),
    ...facts.map((fact) => ({
      ...{ time: fact.place, order: 3 },
      happen: (before: Climb | null) => before && reach(before, fact, facts),
    })),
  ].sort((a, b) => a.time - b.time || a.order - b.order);
  let state: Climb | null = null;
  for (const { time, order, happen } of happenings) {
    if (time > at) break;
    state = happen(assessed(state, order < 2 ? time - 1 : time, facts));
  }
  return standing(assessed(state, at, facts));
}

function standing(climb: Climb | null): number {
  return climb ? Math.max(climb.rank, climb.held) : 0;
}

/** Of versions that begin together the newest. */
function startsOf(versions: readonly TrueVersion[]) {
  return versions
    .filter(
      ({ version, inForceFrom }) =>
        !versions.some(
          (other) =>
            Date.parse(other.inForceFrom) === Date.parse(inForceFrom) && other.version > version,
        ),
    )
    .map(({ inForceFrom, program }) => ({ time: Date.parse(inForceFrom), program }))
    .sort((a, b) => a.time - b.time);
}

/** The version in force at a moment. */
export function inForce(versions: readonly TrueVersion[], at: number) {
  return startsOf(versions).findLast(({ time }) => time <= at);
}

function enter(
  before: Climb | null,
  terms: Pick<Climb, 'program' | 'timezone'>,
  time: number,
  facts: readonly Earned[],
): Climb {
  const { program } = terms;
  if (before && isSameLadder(before.program, program)) return { ...before, program };
  const known = facts.filter(({ place }) => place < time);
  const opened: Climb = {
    ...{ ...terms, held: 0, heldUntil: Infinity, since: time, notBefore: -Infinity },
    rank: isByYears(program)
      ? reachedSince(terms, known, yearIn(time, terms.timezone) - 1)
      : reached(program, sumAt(terms, known, time)),
  };
  const key = before?.program.tiers[standing(before)]?.key;
  return lift(opened, key, time, time + program.qualification.demotion.graceDays * DAY_MS);
}

function isSameLadder(one: TrueProgram, other: TrueProgram): boolean {
  const words = ({ qualification: { measure, window }, tiers }: TrueProgram) =>
    JSON.stringify([
      measure,
      window.kind,
      window.days ?? 0,
      tiers.map(({ key, from }) => [key, from]),
    ]);
  return words(one) === words(other);
}

/** Holds a tier that was not reached on this ladder. */
function lift(climb: Climb, key: string | undefined, time: number, until: number): Climb {
  const rank = climb.program.tiers.findIndex((tier) => tier.key === key);
  if (rank <= standing(climb)) return climb;
  const { kind } = climb.program.qualification.window;
  if (kind === 'rolling') return { ...climb, rank, since: climb.rank === 0 ? time : climb.since };
  if (kind === 'calendar_year')
    return { ...climb, rank, notBefore: yearIn(time, climb.timezone) + 1 };
  return { ...climb, held: rank, heldUntil: kind === 'life' ? until : Infinity };
}

function reach(climb: Climb, fact: Earned, facts: readonly Earned[]): Climb {
  const upTo = facts.slice(0, facts.indexOf(fact) + 1);
  const rank = reached(climb.program, sumAt(climb, upTo, fact.place));
  if (isByYears(climb.program)) return { ...climb, rank: Math.max(climb.rank, rank) };
  if (climb.program.qualification.window.kind !== 'rolling') return { ...climb, rank };
  return rank > climb.rank ? { ...climb, rank, since: fact.place } : climb;
}

/** Carries out every assessment that was due by then. */
function assessed(climb: Climb | null, at: number, facts: readonly Earned[]): Climb | null {
  if (!climb) return null;
  const { window, demotion } = climb.program.qualification;
  if (isByYears(climb.program)) return assessedByYears(climb, at, facts);
  if (window.kind !== 'rolling') {
    return climb.heldUntil <= at ? { ...climb, held: 0, heldUntil: Infinity } : climb;
  }
  const due = climb.since + ((window.days ?? 0) + demotion.graceDays) * DAY_MS;
  if (climb.rank === 0 || due > at) return climb;
  const known = facts.filter(({ place }) => place < due);
  const rank = reached(climb.program, sumAt(climb, known, due));
  const down = demotion.to === 'one_step' ? Math.max(climb.rank - 1, rank) : rank;
  const next = { ...climb, rank: rank >= climb.rank ? climb.rank : down, since: due };
  return assessed(next, at, facts);
}
